import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** `GET /r/{code}`: where a visitor is led on, once the click is durable. */
export const redirectRoutes: FastifyPluginAsyncZod<HttpDeps> = async () => {}
