import type { StoredDealsEvent } from '@kontor/core/deals'
import type { StoredIdentityEvent } from '@kontor/core/identity'
import { erased, type StoredEvent } from '@kontor/core/kernel'
import type { StoredLinksEvent } from '@kontor/core/links'
import type { StoredPartnersEvent } from '@kontor/core/partners'
import type { StoredRewardsEvent } from '@kontor/core/rewards'
import type { LinkStatus } from './view.ts'

export const handles = [
  'links.LinkCreated',
  'links.LinkRetitled',
  'links.LinkRetargeted',
  'links.LinkUtmSet',
  'links.LinkDeactivated',
  'links.LinkReactivated',
  'deals.CustomerReferred',
  'rewards.RewardAccrued',
  'rewards.RewardAdjusted',
  'rewards.RewardReversed',
  'partners.PartnerRegistered',
  'identity.PersonErased',
] as const
type Stored = StoredLinksEvent | StoredDealsEvent | StoredRewardsEvent | StoredPartnersEvent | StoredIdentityEvent
export type Handled = Extract<Stored, { type: (typeof handles)[number] }> & Pick<StoredEvent, 'position'>
type Of<T extends Handled['type']> = Extract<Handled, { type: T }>
type Created = Of<'links.LinkCreated'>
type LinkEvent = Extract<Handled, { type: `links.${string}` }>

/** What a batch makes of one link; `created` when its first fact is in it, undefined where nothing changes. */
export type LinkRow = {
  readonly tenantId: string
  readonly linkId: string
  readonly created?: Created
  readonly title?: string
  readonly targetUrl?: string
  readonly utm?: Created['data']['utm']
  readonly status?: LinkStatus
}
type Customer = { readonly tenantId: string; readonly partnerId: string; readonly customerId: string; readonly linkId: string }
/** By how much a customer's reward moved; its sign is the direction. */
type Earned = {
  readonly tenantId: string
  readonly customerId: string
  readonly currency: string
  readonly minor: string
  readonly position: string
}
type Partner = { readonly tenantId: string; readonly partnerId: string; readonly name: string }
export type Folded = {
  readonly links: readonly LinkRow[]
  readonly customers: readonly Customer[]
  readonly earned: readonly Earned[]
  readonly partners: readonly Partner[]
  readonly forgotten: readonly Omit<Partner, 'name'>[]
}

const changed = (row: LinkRow, event: LinkEvent): LinkRow => {
  switch (event.type) {
    case 'links.LinkCreated':
      return { ...row, ...event.data, created: event, status: 'active' }
    case 'links.LinkRetitled':
      return { ...row, title: event.data.title }
    case 'links.LinkRetargeted':
      return { ...row, targetUrl: event.data.targetUrl }
    case 'links.LinkUtmSet':
      return { ...row, utm: event.data.utm }
    case 'links.LinkDeactivated':
      return { ...row, status: 'deactivated' }
    case 'links.LinkReactivated':
      return { ...row, status: 'active' }
  }
}

const linksOf = (batch: readonly Handled[]): readonly LinkRow[] => {
  const rows = new Map<string, LinkRow>()
  for (const event of batch) {
    if (!isLinkEvent(event)) continue
    const { tenantId } = event.meta
    const { linkId } = event.data
    const key = `${tenantId}.${linkId}`
    rows.set(key, changed(rows.get(key) ?? { tenantId, linkId }, event))
  }
  return [...rows.values()]
}
const isLinkEvent = (event: Handled): event is LinkEvent => event.type.startsWith('links.')

/** Entered by hand, a customer came by no link. */
const customersOf = (batch: readonly Handled[]): readonly Customer[] =>
  batch.flatMap((event) => {
    if (event.type !== 'deals.CustomerReferred' || event.data.linkId === undefined) return []
    const { partnerId, customerId, linkId } = event.data
    return [{ tenantId: event.meta.tenantId, partnerId, customerId, linkId }]
  })

const earnedOf = (batch: readonly Handled[]): readonly Earned[] =>
  batch.flatMap(({ type, data, meta, position }) => {
    if (type !== 'rewards.RewardAccrued' && type !== 'rewards.RewardAdjusted' && type !== 'rewards.RewardReversed') return []
    const { minor, currency } = type === 'rewards.RewardAccrued' ? data.amount : data.change
    return [{ tenantId: meta.tenantId, customerId: data.customerId, currency, minor, position }]
  })

const forgottenOf = (batch: readonly Handled[]) =>
  batch.flatMap(({ type, data, meta: { tenantId } }) =>
    type === 'identity.PersonErased' && data.kind === 'partner' ? [{ tenantId, partnerId: data.personId }] : [],
  )

export const fold = (batch: readonly Handled[]): Folded => {
  const forgotten = forgottenOf(batch)
  const gone = new Set(forgotten.map(({ tenantId, partnerId }) => `${tenantId}.${partnerId}`))
  const partners = batch.flatMap(({ type, data, meta: { tenantId } }) => {
    if (type !== 'partners.PartnerRegistered') return []
    const { partnerId, name } = data
    return [{ tenantId, partnerId, name: gone.has(`${tenantId}.${partnerId}`) ? erased : name }]
  })
  return { links: linksOf(batch), customers: customersOf(batch), earned: earnedOf(batch), partners, forgotten }
}
