import { type User, users } from '@kontor/core/identity'
import { erased, platformTenant, stateOf } from '@kontor/core/kernel'
import { type Partner, partners } from '@kontor/core/partners'
import { type Tenant, tenants } from '@kontor/core/tenancy'
import type { Acting, HttpDeps } from '../ports.ts'

type Log = Pick<HttpDeps, 'log'>

/** A membership that may act now, with the names its screens show. */
export type Usable = Omit<Acting, 'userId' | 'familyId'> & { readonly name: string }
/** Why a partner may not, or not yet. */
export type Closed = {
  readonly status: 'pending' | 'rejected' | 'deactivated'
  readonly tenantId: string
  readonly partnerId: string
  readonly reason?: string
}
export type Standing = { readonly usable: readonly Usable[]; readonly closed: readonly Closed[] }

/** Whom somebody who is several things most likely means to be when signing in. */
const preference: readonly Acting['role'][] = ['owner', 'member', 'admin', 'manager', 'partner']

/** The platform is nobody's tenant and has no stream. */
const platform = { slug: 'platform', name: 'Kontor' }

/** The user as the log has them; undefined for one that is not there, or was erased. */
export const findUser = async (deps: Log, userId: string): Promise<User | undefined> => {
  const user = await stateOf(deps, users, platformTenant, userId)
  return user.userId && user.email !== erased ? user : undefined
}

/** A partner whom the log does not know yet, or whose person was erased, is nobody, whatever their status was. */
const partnerOf = async (deps: Log, tenantId: string, partnerId: string): Promise<Partner> => {
  const partner = await stateOf(deps, partners, tenantId, partnerId)
  return partner.status !== 'none' && partner.email === erased ? { status: 'none' } : partner
}

const unique = <T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] => [...new Map(items.map((item) => [keyOf(item), item])).values()]

/**
 * Where a user may act, read from the log and not from a view, so that a fresh approval or deactivation is exact at once (design.md §5 "Sign-in reads the log").
 * A partner of whom no application is in the log does not exist yet. Usable ones come in the order of preference.
 */
export const standingOf = async (deps: Log, { memberships }: Pick<User, 'memberships'>): Promise<Standing> => {
  const tenantIds = [...new Set(memberships.map(({ tenantId }) => tenantId))].filter((tenantId) => tenantId !== platformTenant)
  const names = new Map<string, Pick<Tenant, 'slug' | 'name'>>([[platformTenant, platform]])
  for (const [tenantId, tenant] of await Promise.all(tenantIds.map(async (id) => [id, await stateOf(deps, tenants, id, id)] as const)))
    names.set(tenantId, tenant)
  const held = await Promise.all(
    memberships.map(async ({ tenantId, role, partnerId }) => {
      const { slug = '', name = '' } = names.get(tenantId) ?? {}
      const partner = partnerId ? await partnerOf(deps, tenantId, partnerId) : undefined
      return { usable: { tenantId, slug, name, role, partnerId }, partner }
    }),
  )
  const usable = held
    .filter(({ usable: { slug, role }, partner }) => slug && (role === 'partner' ? partner?.status === 'active' : true))
    .map((one) => one.usable)
  const closed = held.flatMap(({ usable: { tenantId }, partner }): readonly Closed[] => {
    if (!partner || partner.status === 'none' || partner.status === 'active') return []
    const { status, partnerId, reason } = partner
    return [{ status, tenantId, partnerId, ...(reason && { reason }) }]
  })
  return { usable: usable.toSorted((a, b) => preference.indexOf(a.role) - preference.indexOf(b.role)), closed }
}

/** What a person chooses from: one entry a tenant and role, though a partner may be enrolled in several programmes of one tenant. */
export const choicesOf = (usable: readonly Usable[]) =>
  unique(usable, ({ tenantId, role }) => `${tenantId} ${role}`).map(({ tenantId, slug, name, role }) => ({ tenantId, slug, name, role }))
