import type { Message, MessageOf, Money, Recorded } from '../../kernel/index.ts'
import type * as declared from '../events/index.ts'

export type DealEvent = MessageOf<
  | typeof declared.DealOpened
  | typeof declared.DealPushed
  | typeof declared.DealPushFailed
  | typeof declared.DealPushRequested
  | typeof declared.DealStageMoved
  | typeof declared.DealWon
  | typeof declared.DealAmended
  | typeof declared.DealLost
  | typeof declared.DealReopened
  | typeof declared.DealRefunded
>
export type Deal =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'won' | 'lost'
      readonly dealId: string
      readonly customerId: string
      readonly partnerId: string
      readonly programmeId: string
      readonly crm: 'bitrix24' | undefined
      readonly externalId: string | undefined
      readonly stageId: string | undefined
      /** What it was last won for; stays when it is lost or opened again. */
      readonly amount: Money | undefined
      /** When it was first won (UTC): the terms of that moment hold for it. */
      readonly wonAt: string | undefined
      readonly refunds: ReadonlyMap<string, Money>
      readonly refunded: bigint
    }

export const noDeal = (): Deal => ({ status: 'none' })

export const evolveDeal = (deal: Deal, { type, data, meta }: DealEvent): Deal => {
  if (type === 'deals.DealOpened') {
    const { dealId, customerId, partnerId, programmeId, crm } = data
    const nothing = { externalId: undefined, stageId: undefined, amount: undefined, wonAt: undefined }
    return { status: 'open', dealId, customerId, partnerId, programmeId, crm, ...nothing, refunds: new Map(), refunded: 0n }
  }
  if (deal.status === 'none') return deal
  switch (type) {
    case 'deals.DealPushed':
      return { ...deal, externalId: data.externalId }
    case 'deals.DealPushFailed':
    case 'deals.DealPushRequested':
      return deal
    case 'deals.DealStageMoved':
      return { ...deal, stageId: data.stageId }
    case 'deals.DealWon':
      return { ...deal, status: 'won', amount: data.amount, wonAt: deal.wonAt ?? meta.occurredAt }
    case 'deals.DealAmended':
      return { ...deal, amount: data.amount }
    case 'deals.DealLost':
      return { ...deal, status: 'lost' }
    case 'deals.DealReopened':
      return { ...deal, status: 'open' }
    case 'deals.DealRefunded':
      return { ...deal, refunds: new Map([...deal.refunds, [data.refundId, data.amount]]), refunded: data.refunded.minor }
  }
}

/** A deal as it was after one of its events, for what is decided because of that event; `none` when the stream has no such event. */
export const dealAfter = (events: readonly Recorded[], eventId: string): Deal => {
  const until = events.findIndex(({ id }) => id === eventId)
  return (events.slice(0, until + 1) as readonly Message[] as readonly DealEvent[]).reduce(evolveDeal, noDeal())
}
