import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** `GET /overview`: a home screen in one call. */
export const reportsRoutes: FastifyPluginAsyncZod<HttpDeps> = async () => {}
