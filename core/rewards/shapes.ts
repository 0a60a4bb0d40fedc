import { z } from 'zod'
import { Id, IdInAccount, Money } from '../kernel/index.ts'

/** What the percentage is taken of: an amount that feeds one is never shown without its word (ui.md R2). */
export const BaseWord = z.enum(['deal-amount'])

/** Whose reward it is and what for. */
export const subject = { rewardId: IdInAccount, partnerId: Id, customerId: Id, dealId: Id }

/** The fact of the deal because of which a reward moves. */
export const Cause = z.object({
  kind: z.enum(['won', 'amended', 'refunded', 'lost', 'reopened']),
  eventId: Id,
  /** What was given back, where that is the cause. */
  refund: Money.optional(),
})
