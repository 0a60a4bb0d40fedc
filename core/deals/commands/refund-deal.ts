import { z } from 'zod'
import { type Decide, define, Id, Line, type MessageOf, Money, Refused } from '../../kernel/index.ts'
import { DealRefunded } from '../events/index.ts'
import type { Deal, DealEvent } from '../states/deal.ts'

export const RefundDeal = define(
  'deals.RefundDeal',
  z.object({ dealId: Id, amount: Money.refine(({ minor }) => minor > 0n, 'a refund is more than nothing'), refundId: Line(120) }),
)

/** Known by the sender's own id for ever (money.md 12): the same again is no news, another amount under it a conflict. Never more than was paid (money.md 8). */
export const refundDeal: Decide<MessageOf<typeof RefundDeal>, Deal, DealEvent> = ({ data: { amount, refundId }, meta }, deal) => {
  if (deal.status === 'none') throw new Refused('deal.not-found')
  const known = deal.refunds.get(refundId)
  if (known) {
    if (known.minor !== amount.minor || known.currency !== amount.currency) throw new Refused('refund.conflict')
    return []
  }
  if (deal.status !== 'won' || !deal.amount) throw new Refused('deal.not-won')
  if (amount.currency !== deal.amount.currency) throw new Refused('deal.other-currency')
  const refunded = deal.refunded + amount.minor
  if (refunded > deal.amount.minor) throw new Refused('refund.exceeds-deal')
  const { dealId, customerId, partnerId, programmeId } = deal
  const total = { minor: refunded, currency: amount.currency }
  return [DealRefunded({ dealId, customerId, partnerId, programmeId, refundId, amount, refunded: total }, meta)]
}
