import { Badges } from '@kontor/projections/badges/counters/view'
import { z } from 'zod'

/** The views a screen may listen to, each in the widest scope its role has: the tenant's, or the partner's own. */
export const LiveView = z.enum([
  'application',
  'audit.events',
  'badges.counters',
  'deals.customers',
  'deals.list',
  'links.clicks',
  'links.list',
  'partners.list',
  'partners.programmes',
  'payouts.list',
  'reports.activity',
  'rewards.list',
  'tenancy.checklist',
  'tenancy.members',
])
export type LiveView = z.output<typeof LiveView>
export const LiveScope = z.enum(['tenant', 'partner', 'self'])
export const Topic = z.strictObject({ view: LiveView, scope: LiveScope })
export type Topic = z.output<typeof Topic>

/** First message of a client: who it is. A fresh `{token}` later keeps a long connection alive. */
export const Hello = z.union([z.strictObject({ token: z.string().max(4000) }), z.strictObject({ ticket: z.string().max(4000) })])
export const Subscribe = z.strictObject({ subscribe: z.array(Topic).max(50) })
export const FromClient = z.union([Hello, Subscribe])

/** `changed` names rows that moved, when they are few; without it the whole view may have. */
export const Changed = z.strictObject({ view: LiveView, position: z.string(), ids: z.array(z.string()).optional(), actor: z.string().optional() })
export const FromServer = z.union([
  z.strictObject({ ready: z.literal(true) }),
  Changed,
  z.strictObject({ badges: Badges }),
  z.strictObject({ error: z.strictObject({ code: z.string(), detail: z.string().optional() }) }),
])
export type FromServer = z.output<typeof FromServer>
