import type { Handled } from './handled.ts'
import type { ActivityKind } from './view.ts'

/** One line of "what has just happened". */
export type Latest = {
  readonly tenantId: string
  readonly eventId: string
  readonly position: string
  readonly partnerId: string
  readonly kind: ActivityKind
  readonly occurredAt: string
  readonly customerId: string | null
  readonly dealId: string | null
  readonly rewardId: string | null
  readonly payoutId: string | null
  readonly payoutNumber: number | null
  readonly minor: string | null
  readonly currency: string | null
}

const line = (kind: ActivityKind, { id, position, data, meta }: Exclude<Handled, { type: 'identity.PersonErased' }>): Latest => ({
  ...{ tenantId: meta.tenantId, eventId: id, position, partnerId: data.partnerId, kind, occurredAt: meta.occurredAt },
  ...{ customerId: null, dealId: null, rewardId: null, payoutId: null, payoutNumber: null, minor: null, currency: null },
})

export const latestOf = (event: Handled): Latest | undefined => {
  switch (event.type) {
    case 'deals.CustomerReferred':
      return { ...line('customer', event), customerId: event.data.customerId }
    case 'deals.DealWon':
      return { ...line('won', event), customerId: event.data.customerId, dealId: event.data.dealId, ...event.data.amount }
    case 'deals.DealRefunded':
      return { ...line('refunded', event), customerId: event.data.customerId, dealId: event.data.dealId, ...event.data.amount }
    case 'rewards.RewardAccrued': {
      const { customerId, dealId, rewardId, amount } = event.data
      return { ...line('reward', event), customerId, dealId, rewardId, ...amount }
    }
    case 'payouts.PaymentRequested': {
      const { payoutId, number, amount } = event.data
      return { ...line('payout-requested', event), payoutId, payoutNumber: number, ...amount }
    }
    // Its number and its sum were told when it was asked for.
    case 'payouts.PaymentPaid':
      return { ...line('payout-paid', event), payoutId: event.data.payoutId }
    default:
      return undefined
  }
}
