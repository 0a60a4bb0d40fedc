import { z } from 'zod'
import { type Decide, define, IdInAccount, Line, type MessageOf, move, Prose, Refused } from '../../kernel/index.ts'
import type { Account, AccountEvent, PayoutStatus } from '../../rewards/index.ts'
import { PaymentApproved, PaymentFailed, PaymentPaid, PaymentRejected } from '../events/index.ts'

const payout = z.object({ payoutId: IdInAccount })
export const ApprovePayment = define('payouts.ApprovePayment', payout.extend({ comment: Prose(1000).optional() }))
export const RejectPayment = define('payouts.RejectPayment', payout.extend({ comment: Prose(1000) }))
export const RecordPaid = define('payouts.RecordPaid', payout.extend({ reference: Line(200) }))
export const RecordFailed = define('payouts.RecordFailed', payout.extend({ reason: Line(500) }))

/** Absent when the step is already taken: a repeat is no news. */
const step = (account: Account, payoutId: string, from: PayoutStatus, to: PayoutStatus) => {
  const found = account.payouts.get(payoutId)
  if (!found) throw new Refused('payout.not-found')
  if (found.status !== from && found.status !== to) throw new Refused(`payout.not-${from}`)
  return found.status === from ? found : undefined
}

/** Four eyes: whoever asked for the money may not release it. */
export const approvePayment: Decide<MessageOf<typeof ApprovePayment>, Account, AccountEvent> = ({ data, meta }, account) => {
  const found = step(account, data.payoutId, 'requested', 'approved')
  if (!found) return []
  if (found.requestedBy === meta.actor.id) throw new Refused('payout.four-eyes')
  return [PaymentApproved({ ...data, partnerId: found.partnerId }, meta)]
}

export const rejectPayment: Decide<MessageOf<typeof RejectPayment>, Account, AccountEvent> = ({ data, meta }, account) => {
  const found = step(account, data.payoutId, 'requested', 'rejected')
  if (!found) return []
  return [PaymentRejected({ ...data, partnerId: found.partnerId, entries: move('requested', 'available', found.amount.minor) }, meta)]
}

/** Only what was approved is paid; the bank's reference ties the two books together. */
export const recordPaid: Decide<MessageOf<typeof RecordPaid>, Account, AccountEvent> = ({ data, meta }, account) => {
  const found = step(account, data.payoutId, 'approved', 'paid')
  if (!found) return []
  return [PaymentPaid({ ...data, partnerId: found.partnerId, entries: move('requested', 'paid', found.amount.minor) }, meta)]
}

export const recordFailed: Decide<MessageOf<typeof RecordFailed>, Account, AccountEvent> = ({ data, meta }, account) => {
  const found = step(account, data.payoutId, 'approved', 'failed')
  if (!found) return []
  return [PaymentFailed({ ...data, partnerId: found.partnerId, entries: move('requested', 'available', found.amount.minor) }, meta)]
}
