import { z } from 'zod'
import { type Decide, define, digitsOf, Id, Line, type MessageOf, Money, Refused } from '../../kernel/index.ts'
import { DealAmended, DealLost, DealReopened, DealStageMoved, DealWon } from '../events/index.ts'
import type { Deal, DealEvent } from '../states/deal.ts'

/** Who closes a deal: a person here, or the CRM where it is worked on. Each closes only its own. */
const by = z.enum(['person', 'crm'])
const deal = z.object({ dealId: Id, by })
const Amount = Money.refine(({ minor }) => minor >= 0n, 'an amount is not negative')

export const MoveStage = define('deals.MoveStage', z.object({ dealId: Id, stageId: z.string(), stageName: z.string(), funnelId: z.int() }))
export const WinDeal = define('deals.WinDeal', deal.extend({ amount: Amount }))
export const LoseDeal = define('deals.LoseDeal', deal.extend({ reason: Line(500) }))
export const ReopenDeal = define('deals.ReopenDeal', z.object({ dealId: Id }))

const opened = (state: Deal, closer: z.output<typeof by> = 'crm') => {
  if (state.status === 'none') throw new Refused('deal.not-found')
  if (closer === 'person' && state.crm !== undefined) throw new Refused('deal.in-crm')
  return state
}
const idsOf = ({ dealId, customerId, partnerId, programmeId }: ReturnType<typeof opened>) => ({ dealId, customerId, partnerId, programmeId })

export const moveStage: Decide<MessageOf<typeof MoveStage>, Deal, DealEvent> = ({ data, meta }, state) => {
  const { stageId, customerId, partnerId } = opened(state)
  return stageId === data.stageId ? [] : [DealStageMoved({ ...data, customerId, partnerId }, meta)]
}

/** Winning again for the same amount is no news; for another, the CRM amends the sale and a person is told that it is closed. Here a currency enters the books, so here it must be known. */
export const winDeal: Decide<MessageOf<typeof WinDeal>, Deal, DealEvent> = ({ data: { by: closer, amount }, meta }, state) => {
  const found = opened(state, closer)
  if (digitsOf(amount.currency) === undefined) throw new Refused('deal.unknown-currency', amount.currency)
  if (found.status === 'won') {
    const same = found.amount?.minor === amount.minor && found.amount.currency === amount.currency
    if (same) return []
    if (closer === 'person') throw new Refused('deal.not-open')
    if (found.amount?.currency !== amount.currency) throw new Refused('deal.other-currency')
    return [DealAmended({ ...idsOf(found), amount }, meta)]
  }
  if (found.status === 'lost' && closer === 'person') throw new Refused('deal.not-open')
  if (found.amount && found.amount.currency !== amount.currency) throw new Refused('deal.other-currency')
  return [DealWon({ ...idsOf(found), amount }, meta)]
}

/** A person loses only what is open; in the CRM even a sale may turn out not to have been one. */
export const loseDeal: Decide<MessageOf<typeof LoseDeal>, Deal, DealEvent> = ({ data: { by: closer, reason }, meta }, state) => {
  const found = opened(state, closer)
  if (found.status === 'lost') return []
  if (found.status === 'won' && closer === 'person') throw new Refused('deal.not-open')
  return [DealLost({ ...idsOf(found), reason }, meta)]
}

export const reopenDeal: Decide<MessageOf<typeof ReopenDeal>, Deal, DealEvent> = ({ meta }, state) => {
  const found = opened(state)
  return found.status === 'open' ? [] : [DealReopened(idsOf(found), meta)]
}
