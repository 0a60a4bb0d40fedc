import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** `/f/{code}`: the hosted form. */
export const formRoutes: FastifyPluginAsyncZod<HttpDeps> = async () => {}
