import { Currency, Id, IdInAccount } from '@kontor/core/kernel'
import { z } from 'zod'

const WireMoney = z.object({ minor: z.string(), currency: Currency })
const Amounts = z.array(WireMoney)

/** What happened in a period, as ui.md §3.5 defines it; sums one line a currency, the largest first. Clicks are counted elsewhere. */
export const Figures = z.object({
  customers: z.int(),
  deals: z.int(),
  won: z.int(),
  /** By when the deal was won; a refund is subtracted on the day of the refund. */
  wonAmount: Amounts,
  /** Accrued less reversed in the period. */
  earned: Amounts,
})
export type Figures = z.output<typeof Figures>

/** A partner's sums since the beginning. */
export const PartnerSums = z.object({ partnerId: Id, customers: z.int(), won: z.int(), amount: Amounts, reward: Amounts })
export type PartnerSums = z.output<typeof PartnerSums>

/** One of the partners who won the most in a period. */
export const TopPartner = PartnerSums.extend({ name: z.string() })
export type TopPartner = z.output<typeof TopPartner>

export const ActivityKind = z.enum(['customer', 'won', 'refunded', 'reward', 'payout-requested', 'payout-paid'])
export type ActivityKind = z.output<typeof ActivityKind>

/** One line of "what has just happened". What is absent was not part of it. */
export const Activity = z.object({
  kind: ActivityKind,
  occurredAt: z.string(),
  partnerName: z.string().optional(),
  customerName: z.string().optional(),
  dealId: Id.optional(),
  dealNumber: z.string().optional(),
  amount: WireMoney.optional(),
  rewardId: IdInAccount.optional(),
  payoutId: IdInAccount.optional(),
  payoutNumber: z.int().optional(),
})
export type Activity = z.output<typeof Activity>
