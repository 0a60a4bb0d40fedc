import type { Handled } from './handled.ts'

const quarterMs = 15 * 60_000
const quarterOf = (occurredAt: string) => new Date(Math.floor(Date.parse(occurredAt) / quarterMs) * quarterMs).toISOString()

type Placed = { readonly tenantId: string; readonly partnerId: string; readonly at: string; readonly position: string }
/** What one event adds to its quarter of an hour. */
export type Fact = Placed & { readonly currency: string; readonly customers: number; readonly deals: number; readonly earned: string }
/** What one event says of how a deal stands; null where it says nothing. */
export type SaleStep = Placed & {
  readonly dealId: string
  readonly won: boolean | null
  readonly amount: string | null
  readonly refunded: string | null
  readonly currency: string | null
}

const placed = ({ data, meta, position }: Exclude<Handled, { type: 'identity.PersonErased' }>): Placed => ({
  tenantId: meta.tenantId,
  partnerId: data.partnerId,
  at: quarterOf(meta.occurredAt),
  position,
})
const nothing = { currency: '', customers: 0, deals: 0, earned: '0' }

/** Customers, deals, and what was earned or taken back, on the day it was. */
export const factOf = (event: Handled): Fact | undefined => {
  switch (event.type) {
    case 'deals.CustomerReferred':
      return { ...placed(event), ...nothing, customers: 1 }
    case 'deals.DealOpened':
      return { ...placed(event), ...nothing, deals: 1 }
    case 'rewards.RewardAccrued':
      return { ...placed(event), ...nothing, currency: event.data.amount.currency, earned: event.data.amount.minor }
    case 'rewards.RewardReversed':
    case 'rewards.RewardAdjusted':
      return { ...placed(event), ...nothing, currency: event.data.change.currency, earned: event.data.change.minor }
    default:
      return undefined
  }
}

/** A sale counts when it is won, for what was not given back of it; each later fact counts by the difference, on its own day (ui.md §3.5). */
export const saleStepOf = (event: Handled): SaleStep | undefined => {
  const unsaid = { won: null, amount: null, refunded: null, currency: null }
  switch (event.type) {
    case 'deals.DealWon':
      return {
        ...placed(event),
        ...unsaid,
        dealId: event.data.dealId,
        won: true,
        amount: event.data.amount.minor,
        currency: event.data.amount.currency,
      }
    case 'deals.DealAmended':
      return { ...placed(event), ...unsaid, dealId: event.data.dealId, amount: event.data.amount.minor, currency: event.data.amount.currency }
    case 'deals.DealRefunded':
      return { ...placed(event), ...unsaid, dealId: event.data.dealId, refunded: event.data.refunded.minor, currency: event.data.refunded.currency }
    case 'deals.DealLost':
    case 'deals.DealReopened':
      return { ...placed(event), ...unsaid, dealId: event.data.dealId, won: false }
    default:
      return undefined
  }
}
