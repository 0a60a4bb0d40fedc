import type { Decider, MessageOf } from '../kernel/index.ts'
import { type Account, type AccountEvent, evolveAccount, noAccount } from '../rewards/index.ts'
import {
  type ApprovePayment,
  approvePayment,
  type RecordFailed,
  type RecordPaid,
  type RejectPayment,
  recordFailed,
  recordPaid,
  rejectPayment,
} from './commands/decide-payment.ts'
import { type RequestPayment, requestPayment } from './commands/request-payment.ts'

type PayoutsCommand = MessageOf<typeof RequestPayment | typeof ApprovePayment | typeof RejectPayment | typeof RecordPaid | typeof RecordFailed>

/** How a partner is paid. The stream is the account's, where the rewards are decided too (style.md §5). */
export const payouts: Decider<PayoutsCommand, Account, AccountEvent> = {
  category: 'accounts',
  initial: noAccount,
  evolve: evolveAccount,
  decide: {
    'payouts.RequestPayment': requestPayment,
    'payouts.ApprovePayment': approvePayment,
    'payouts.RejectPayment': rejectPayment,
    'payouts.RecordPaid': recordPaid,
    'payouts.RecordFailed': recordFailed,
  },
}
