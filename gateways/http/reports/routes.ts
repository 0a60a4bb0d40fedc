import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'
import { Overview, OverviewQuery } from './contract.ts'
import { overview } from './overview.ts'

/** `GET /overview`: a home screen in one call. */
export const reportsRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  app.get(
    '/overview',
    { config: { policy: ['owner', 'member', 'partner'] }, schema: { querystring: OverviewQuery, response: { 200: Overview } } },
    ({ acting, query }) => overview(deps, acting, query),
  )
}
