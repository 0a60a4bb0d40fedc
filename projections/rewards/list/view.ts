import { Currency, Id, IdInAccount, Percent } from '@kontor/core/kernel'
import { BaseWord } from '@kontor/core/rewards'
import { z } from 'zod'

const WireMoney = z.object({ minor: z.string(), currency: Currency })

/** `requested` also while the payout is approved: no money has moved yet. */
export const RewardStatus = z.enum(['held', 'available', 'requested', 'paid', 'reversed'])
export type RewardStatus = z.output<typeof RewardStatus>

/** One row of what a partner earns: the reward of a deal, or a row of its own that corrects one (`reverses`). Names of erased people read `[erased]`. */
export const RewardItem = z.object({
  rewardId: IdInAccount,
  partnerId: Id,
  partnerName: z.string(),
  customerId: Id,
  customerName: z.string(),
  dealId: Id,
  /** The CRM's own number of the deal; null without a CRM. */
  dealNumber: z.string().nullable(),
  amount: WireMoney,
  base: WireMoney,
  baseWord: BaseWord,
  rate: Percent,
  termsVersion: z.int(),
  status: RewardStatus,
  /** Only while it is held. */
  heldUntil: z.string().optional(),
  /** The payout that has it now; one that was declined or failed has let it go. */
  payoutId: IdInAccount.optional(),
  payoutNumber: z.int().optional(),
  payoutStatus: z.enum(['requested', 'approved', 'paid']).optional(),
  paidAt: z.string().optional(),
  reference: z.string().optional(),
  /** The reward that this row corrects. */
  reverses: IdInAccount.optional(),
  occurredAt: z.string(),
})
export type RewardItem = z.output<typeof RewardItem>

/** What is owed in one currency, by state, and what was paid; minor units as text. */
export const Balance = z.object({ currency: Currency, available: z.string(), held: z.string(), requested: z.string(), paid: z.string() })
export type Balance = z.output<typeof Balance>
