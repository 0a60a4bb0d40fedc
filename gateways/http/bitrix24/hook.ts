import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** `POST /hooks/bitrix24/{endpoint}`: what the portal tells us. */
export const bitrix24Hook: FastifyPluginAsyncZod<HttpDeps> = async () => {}
