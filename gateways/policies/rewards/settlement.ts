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
export type Settlement = {
  readonly accountId: string
  /** The command of that moment, for whoever tells a history. */
  readonly data: SettleData
  /** Where the deal has come since, when newer facts than this one are in its stream. */
  readonly latest: SettleData['latest']
}

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

/** A deal that is not won is worth nothing. */
const worthOf = ({ status, amount, refunded }: Sold) => ({
  sale: status === 'won' ? amount : { minor: 0n, currency: amount.currency },
  refunded: { minor: refunded, currency: amount.currency },
})

const latestOf = (events: readonly Recorded[], event: Settling): Settlement['latest'] => {
  const newest = events.findLast(({ type }) => type in kinds) as Settling | undefined
  const deal = newest && newest.id !== event.id ? dealAfter(events, newest.id) : undefined
  return newest && deal && wasWon(deal) ? { ...worthOf(deal), cause: causeOf(newest) } : undefined
}

const settlement = (derivedId: DerivedId, deal: Sold, { terms, percent, personal }: TermsInForce, event: Settling): Omit<Settlement, 'latest'> => {
  const { dealId, customerId, partnerId, programmeId, wonAt } = deal
  const { currency } = deal.amount
  const rewardId = rewardIdOf(derivedId, { partnerId, currency, dealId })
  const accountId = accountOf(rewardId)
  const data = {
    rewardId,
    partnerId,
    customerId,
    dealId,
    programmeId,
    wonAt,
    ...worthOf(deal),
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
  const events = await read(deals.category, dealId)
  const deal = dealAfter(events, event.id)
  if (!wasWon(deal)) return undefined
  const inForce = termsInForce(await read(programmes.category, programmeId), await read(partners.category, partnerId), deal.wonAt)
  return inForce && { ...settlement(derivedId, deal, inForce, event), latest: latestOf(events, event) }
}
