import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** Customers and their deals (api.md "Customers, deals, rewards, payouts"). */
export const dealsRoutes: FastifyPluginAsyncZod<HttpDeps> = async () => {}
