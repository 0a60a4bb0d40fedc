import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** `/integrations/bitrix24`: where a tenant’s deals are worked on. */
export const bitrix24Routes: FastifyPluginAsyncZod<HttpDeps> = async () => {}
