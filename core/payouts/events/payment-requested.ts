import { z } from 'zod'
import { define, Entries, Id, IdInAccount, Money, personal } from '../../kernel/index.ts'
import { subject } from '../shapes.ts'

/** A partner asked to be paid these rewards; from now on no other payout can take them. Open negative rows are always among them. */
export const PaymentRequested = define(
  'payouts.PaymentRequested',
  z.object({
    ...subject,
    /** Counted within the account, from 1: what people call it by. */
    number: z.int().min(1),
    rewardIds: z.array(IdInAccount).min(1),
    amount: Money,
    comment: personal('partnerId', z.string()).optional(),
    requestedBy: Id,
    entries: Entries,
  }),
)
