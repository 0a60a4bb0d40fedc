import { Currency, Id, IdInAccount } from '@kontor/core/kernel'
import { z } from 'zod'

/** `unknown`: sent, and nobody can say yet whether the bank took it. */
export const PayoutStatus = z.enum(['requested', 'approved', 'rejected', 'paid', 'failed', 'unknown'])
export type PayoutStatus = z.output<typeof PayoutStatus>

/** One request to be paid and what became of it. Texts of an erased partner read `[erased]`. */
export const PayoutItem = z.object({
  payoutId: IdInAccount,
  /** Counted within the partner's account, from 1: what people call it by. */
  number: z.int(),
  partnerId: Id,
  partnerName: z.string(),
  amount: z.object({ minor: z.string(), currency: Currency }),
  status: PayoutStatus,
  /** How many reward rows it pays, the negative ones among them. */
  rows: z.int(),
  comment: z.string().optional(),
  /** In the operator's words, of whoever approved or declined. */
  decisionComment: z.string().optional(),
  reference: z.string().optional(),
  /** Why the bank did not carry it out. */
  reason: z.string().optional(),
  requestedAt: z.string(),
  decidedAt: z.string().optional(),
  decidedBy: z.string().optional(),
  paidAt: z.string().optional(),
})
export type PayoutItem = z.output<typeof PayoutItem>
