import { type Deal, type DealAmended, type DealLost, type DealRefunded, type DealReopened, type DealWon, dealAfter, deals } from '@kontor/core/deals'
import { accountOf, type EventLog, type MessageOf, type Recorded, streamOf } from '@kontor/core/kernel'
import { partners, programmes, type TermsInForce, termsInForce } from '@kontor/core/partners'
import { rewardIdOf, type SettleReward } from '@kontor/core/rewards'
import type { DerivedId } from '../../kernel/index.ts'

export type SettlementPorts = { readonly log: Pick<EventLog, 'read'>; readonly derivedId: DerivedId }

/** A fact of a deal that may move its reward, with its id in the log. */
export type Settling = MessageOf<typeof DealWon | typeof DealAmended | typeof DealRefunded | typeof DealLost | typeof DealReopened> &
  Pick<Recorded, 'id'>
type SettleData = MessageOf<typeof SettleReward>['data']
export type Settlement = { readonly accountId: string; readonly data: SettleData }

const kinds = {
  'deals.DealWon': 'won',
  'deals.DealAmended': 'amended',
  'deals.DealRefunded': 'refunded',
  'deals.DealLost': 'lost',
  'deals.DealReopened': 'reopened',
} as const

const causeOf = (event: Settling): SettleData['cause'] => ({
  kind: kinds[event.type],
  eventId: event.id,
  ...(event.type === 'deals.DealRefunded' && { refund: event.data.amount }),
})

const settlement = (derivedId: DerivedId, deal: Sold, { terms, percent, personal }: TermsInForce, event: Settling): Settlement => {
  const { dealId, customerId, partnerId, programmeId, wonAt, amount, refunded } = deal
  const { currency } = amount
  const rewardId = rewardIdOf(derivedId, { partnerId, currency, dealId })
  const accountId = accountOf(rewardId)
  const data = {
    rewardId,
    partnerId,
    customerId,
    dealId,
    programmeId,
    wonAt,
    sale: deal.status === 'won' ? amount : { minor: 0n, currency },
    refunded: { minor: refunded, currency },
    terms: { version: terms.version, percent, personal, holdDays: terms.holdDays },
    cause: causeOf(event),
    lineId: accountId + derivedId('line', event.id),
  }
  return { accountId, data }
}

type Opened = Exclude<Deal, { status: 'none' }>
type Sold = Opened & { readonly wonAt: string; readonly amount: NonNullable<Opened['amount']> }

const wasWon = (deal: Deal): deal is Sold => deal.status !== 'none' && deal.wonAt !== undefined && deal.amount !== undefined

/**
 * What a fact of a deal means for its reward: the deal as it was after that fact, under the terms that were in force when it was first won, all read from the log
 * (money.md 2a). Undefined when there is no reward to settle: the deal was never won, or the programme had no terms yet.
 */
export const settlementOf = async ({ log, derivedId }: SettlementPorts, event: Settling): Promise<Settlement | undefined> => {
  const { dealId, partnerId, programmeId } = event.data
  const read = async (category: string, id: string) => (await log.read(streamOf(category, event.meta.tenantId, id))).events
  const deal = dealAfter(await read(deals.category, dealId), event.id)
  if (!wasWon(deal)) return undefined
  const inForce = termsInForce(await read(programmes.category, programmeId), await read(partners.category, partnerId), deal.wonAt)
  return inForce && settlement(derivedId, deal, inForce, event)
}
