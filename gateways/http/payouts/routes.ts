import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** Requests to be paid, and the decisions about them. */
export const payoutsRoutes: FastifyPluginAsyncZod<HttpDeps> = async () => {}
