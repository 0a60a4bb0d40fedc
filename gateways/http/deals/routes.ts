import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'
import { customerRoutes } from './customer-routes.ts'
import { dealRoutes } from './deal-routes.ts'

/** Customers and their deals (api.md "Customers, deals, rewards, payouts"). */
export const dealsRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  await app.register(customerRoutes, deps)
  await app.register(dealRoutes, deps)
}
