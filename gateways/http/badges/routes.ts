import { getBadges } from '@kontor/projections/badges'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'
import { AfterQuery, Badges } from './contract.ts'

const everyone = ['admin', 'manager', 'owner', 'member', 'partner'] as const

/** What waits for the caller; a role that decides nothing here has no counters (api.md "Live"). */
export const badgesRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, { read }) => {
  app.get('/badges', { config: { policy: everyone }, schema: { querystring: AfterQuery, response: { 200: Badges } } }, async ({ acting, query }) =>
    acting.role === 'owner' || acting.role === 'member' ? read(acting, 'badges.counters', query.after, getBadges) : {},
  )
}
