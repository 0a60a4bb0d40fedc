import { Currency, Id, IdInAccount } from '@kontor/core/kernel'
import { z } from 'zod'

/** Money as a reader meets it: text stays text, since nothing is reckoned here. */
export const WireMoney = z.object({ minor: z.string(), currency: Currency })
export type WireMoney = z.output<typeof WireMoney>

export const DealStatus = z.enum(['open', 'won', 'lost'])
export type DealStatus = z.output<typeof DealStatus>

/** How far a deal is on its way into the CRM; absent where deals are worked on here. `failed` waits for a person, with the CRM's own words. */
export const CrmPush = z.object({
  state: z.enum(['waiting', 'sent', 'failed']),
  externalId: z.string().optional(),
  url: z.string().optional(),
  reason: z.string().optional(),
})
export type CrmPush = z.output<typeof CrmPush>

export const RewardStatus = z.enum(['held', 'available', 'requested', 'paid', 'reversed'])
export type RewardStatus = z.output<typeof RewardStatus>

/** What a deal has earned its partner: the main row of the reward. Rows that correct it after a payout are told by the rewards themselves. */
export const RewardSummary = z.object({ rewardId: IdInAccount, amount: WireMoney, status: RewardStatus })

/** Whoever brought the customer, as the reader knows them. */
export const partnerOfRow = { partnerId: Id, partnerName: z.string() }
