import { platformTenant, stateOf } from '@kontor/core/kernel'
import { type Programme, programmes } from '@kontor/core/partners'
import { holderOf, type Name } from '@kontor/core/reservations'
import { tenants } from '@kontor/core/tenancy'
import type { HttpDeps } from '../ports.ts'

export type FoundProgramme = { readonly tenantId: string; readonly programme: Programme }

/** A programme's slug is one of its kind on the whole platform, since it stands in public addresses. */
export const slugName = ({ keyed }: Pick<HttpDeps, 'keyed'>, slug: string): Name => ({ tenantId: platformTenant, key: keyed('programme-slug', slug) })

/** By the log alone, so a programme can be applied to from the moment it was opened. Undefined for a slug nobody opened. */
export const programmeBySlug = async (deps: Pick<HttpDeps, 'log' | 'keyed'>, slug: string): Promise<FoundProgramme | undefined> => {
  const holder = await holderOf(deps, slugName(deps, slug))
  if (!holder) return undefined
  const programme = await stateOf(deps, programmes, holder.tenantId, holder.by)
  return programme.slug === slug ? { tenantId: holder.tenantId, programme } : undefined
}

/** How a tenant is called: its slug and name, for people who see it from outside. */
export const tenantNames = async (deps: Pick<HttpDeps, 'log'>, tenantId: string) => {
  const { slug, name } = await stateOf(deps, tenants, tenantId, tenantId)
  return { slug, name }
}

/** Terms on the wire: money is text there. */
export const termsShown = ({ terms }: Programme) =>
  terms && { ...terms, minimumPayout: { ...terms.minimumPayout, minor: String(terms.minimumPayout.minor) } }
