import { everyTenant, type ViewChange } from '@kontor/projections/kernel'

export type { ViewChange }
export type Topic = { readonly view: string; readonly scope: string }

/** Whose changes somebody hears: all of a tenant's, or those of one partner in it. */
export type Audience = { readonly tenantId: string; readonly partnerId: string | undefined }

/** What is told of a change: that there was one. Where rows may be named, which; never what stands in them. */
export type Told = Pick<ViewChange, 'position' | 'ids' | 'actor'>

/** A change that names no partners may be anybody's; one that names others is none of this partner's business (design.md §5 "Live"). */
export const concerns = ({ tenantId, partnerId }: Audience, change: ViewChange): boolean => {
  if (change.tenantId !== tenantId && change.tenantId !== everyTenant) return false
  return partnerId === undefined || change.partnerIds === undefined || change.partnerIds.includes(partnerId)
}

/** Few rows are worth naming; past that the screen asks for the whole anyway. */
const fewRows = 50

/** Rows and actor are for the tenant's own people: a batch may hold those of several partners. */
export const tell = ({ partnerId }: Audience, { position, ids, actor }: ViewChange): Told =>
  partnerId !== undefined ? { position } : { position, ...(ids && ids.length <= fewRows && { ids }), ...(actor !== undefined && { actor }) }

const newer = (a: string, b: string): string => (BigInt(a) > BigInt(b) ? a : b)

/** Two announcements in one: the newer position; rows and actor only where both still say them. */
export const merge = (earlier: Told, later: Told): Told => {
  const ids = earlier.ids && later.ids && [...new Set([...earlier.ids, ...later.ids])]
  return {
    position: newer(earlier.position, later.position),
    ...(ids && ids.length <= fewRows && { ids }),
    ...(later.actor !== undefined && earlier.actor === later.actor && { actor: later.actor }),
  }
}
