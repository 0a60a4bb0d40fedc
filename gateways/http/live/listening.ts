import { getBadges } from '@kontor/projections/badges'
import type { Caller, Source, Topic } from '../../websocket/index.ts'
import type { Acting, HttpDeps, Ticket } from '../ports.ts'

const staff = ['tenant']
const own = ['partner', 'self']

/** The scopes in which a role may listen to a view; what is not here does not exist for them (api.md "Live"). */
const scopes: Readonly<Record<'staff' | 'partner', Readonly<Record<string, readonly string[]>>>> = {
  staff: {
    'audit.events': staff,
    'badges.counters': ['tenant', 'self'],
    'deals.customers': staff,
    'deals.list': staff,
    'links.clicks': staff,
    'links.list': staff,
    'partners.list': staff,
    'partners.programmes': staff,
    'payouts.list': staff,
    'reports.activity': staff,
    'rewards.list': staff,
    'tenancy.checklist': staff,
    'tenancy.members': staff,
  },
  partner: {
    'deals.customers': own,
    'deals.list': own,
    'links.clicks': own,
    'links.list': own,
    'partners.list': own,
    'payouts.list': own,
    'reports.activity': own,
    'rewards.list': own,
  },
}
const listenersOf = ({ role }: Acting) => (role === 'owner' || role === 'member' ? scopes.staff : role === 'partner' ? scopes.partner : undefined)

/** Counters are so small that they are sent themselves, read with the listener's own eyes. */
const badges = ({ read }: HttpDeps, acting: Acting): Source => ({
  view: 'badges.counters',
  show: async ({ position }) => ({ badges: await read(acting, 'badges.counters', position, getBadges) }),
})

const changesOf = (view: string, shownAs = view): Source => ({ view, show: (told) => ({ view: shownAs, ...told }) })

/** Who holds an access token: hears their tenant, or as a partner only what is their own. `expiresAt` in milliseconds. */
export const callerOf = (deps: HttpDeps, acting: Acting, expiresAt: number): Caller => {
  const listeners = listenersOf(acting)
  const sourceOf = ({ view, scope }: Topic): Source | undefined => {
    if (!listeners || !Object.hasOwn(listeners, view) || !listeners[view]?.includes(scope)) return undefined
    return view === 'badges.counters' ? badges(deps, acting) : changesOf(view)
  }
  const { tenantId, role, partnerId } = acting
  // A partner's token always names one; if it did not, it would hear nobody rather than everybody.
  const audience = { tenantId, partnerId: role === 'partner' ? (partnerId ?? '') : undefined }
  return { audience, expiresAt, isWelcome: () => deps.families.isOpen(acting.familyId), sourceOf }
}

/** Who holds a ticket: hears of their own application, which is a row of the operator's list, and of nothing else. */
export const applicantOf = ({ tenantId, partnerId }: Ticket, expiresAt: number): Caller => ({
  audience: { tenantId, partnerId },
  expiresAt,
  isWelcome: async () => true,
  sourceOf: ({ view, scope }) => (view === 'application' && scope === 'self' ? changesOf('partners.list', 'application') : undefined),
})
