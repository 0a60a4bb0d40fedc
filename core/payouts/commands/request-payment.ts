import { z } from 'zod'
import { type Decide, define, Id, IdInAccount, type MessageOf, Money, move, Prose } from '../../kernel/index.ts'
import type { Account, AccountEvent } from '../../rewards/index.ts'
import { PaymentRequested } from '../events/index.ts'
import { planPayment } from '../plan-payment.ts'

export const RequestPayment = define(
  'payouts.RequestPayment',
  z.object({
    payoutId: IdInAccount,
    partnerId: Id,
    rewardIds: z.array(IdInAccount).min(1).max(1000),
    /** The programme's minimum of the moment. */
    minimum: Money,
    comment: Prose(1000).optional(),
  }),
)

/** A reward is in one payout only, by the exact revision of one append; a partner who names another's reward learns nothing about it. */
export const requestPayment: Decide<MessageOf<typeof RequestPayment>, Account, AccountEvent> = ({ data, meta }, account) => {
  const { payoutId, partnerId, comment } = data
  if (account.payouts.has(payoutId)) return []
  const { rows, minor } = planPayment(account, partnerId, data.rewardIds, data.minimum)
  const requested = {
    payoutId,
    partnerId,
    number: account.payouts.size + 1,
    rewardIds: rows.map(({ rewardId }) => rewardId),
    amount: { minor, currency: account.currency },
    ...(comment !== undefined && { comment }),
    requestedBy: meta.actor.id,
    entries: move('available', 'requested', minor),
  }
  return [PaymentRequested(requested, meta)]
}
