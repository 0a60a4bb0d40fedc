import { z } from 'zod'
import { define, Entries, personal } from '../../kernel/index.ts'
import { subject } from '../shapes.ts'

/** The operator declines, in words that the partner reads; the rewards are free again for another payout. */
export const PaymentRejected = define(
  'payouts.PaymentRejected',
  z.object({ ...subject, comment: personal('partnerId', z.string()), entries: Entries }),
)
