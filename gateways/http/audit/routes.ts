import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** The log as people search it, and a stream as it was at a moment. */
export const auditRoutes: FastifyPluginAsyncZod<HttpDeps> = async () => {}
