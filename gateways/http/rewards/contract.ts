import { Currency, Id, IdInAccount, Ledger, Percent, TimeZone } from '@kontor/core/kernel'
import { Arithmetic, BaseWord } from '@kontor/core/rewards'
import { Balance, RewardItem, RewardStatus } from '@kontor/projections/rewards/list/view'
import { z } from 'zod'
import { AfterQuery, List, PageQuery, Position } from '../contract.ts'

export { AfterQuery, Arithmetic, Balance, BaseWord, RewardItem, RewardStatus }

export const WireMoney = z.object({ minor: z.string(), currency: Currency })
export type WireMoney = z.output<typeof WireMoney>

/** Days of `[from, to)` in `tz`, the programme's zone by default. */
export const RewardsQuery = PageQuery.extend({
  status: RewardStatus.optional(),
  partnerId: Id.optional(),
  dealId: Id.optional(),
  q: z.string().trim().min(1).max(200).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  tz: TimeZone.optional(),
})
export const RewardList = List(RewardItem)
export const RewardId = z.strictObject({ rewardId: IdInAccount })

/** `asOf`: a moment, itself included; or a day, to its end in the programme's zone. */
export const BalanceQuery = AfterQuery.extend({
  partnerId: Id.optional(),
  asOf: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
})
export const BalanceList = List(Balance)

/** Parts of the one sentence that a reader is told first; each language joins them in its own way. */
export const SentencePart = z.discriminatedUnion('part', [
  z.object({ part: z.literal('rate'), percent: Percent }),
  z.object({ part: z.literal('base'), word: BaseWord, amount: WireMoney }),
  z.object({ part: z.literal('result'), amount: WireMoney }),
  /** What was given back of the deal so far. */
  z.object({ part: z.literal('refunded'), amount: WireMoney }),
  /** What other rows of the same reward hold already. */
  z.object({ part: z.literal('posted'), amount: WireMoney }),
])
export type SentencePart = z.output<typeof SentencePart>

/** A fact of the log that led to the amount, with its place there. A partner is shown less of `data`. */
export const ExplanationStep = z.object({
  event: z.string(),
  stream: z.string(),
  revision: z.string(),
  position: Position,
  occurredAt: z.string(),
  recordedAt: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type ExplanationStep = z.output<typeof ExplanationStep>

export const Explanation = z.strictObject({
  rewardId: IdInAccount,
  amount: WireMoney,
  status: RewardStatus,
  heldUntil: z.string().optional(),
  payoutId: IdInAccount.optional(),
  reverses: IdInAccount.optional(),
  sentence: z.array(SentencePart),
  steps: z.array(ExplanationStep),
  terms: z.object({
    version: z.int(),
    rule: z.object({
      percent: Percent,
      /** The share is the partner's own, in place of the programme's. */
      personal: z.boolean(),
      holdDays: z.int(),
      minimumPayout: WireMoney,
      base: BaseWord,
      attribution: z.literal('last-click'),
      windowDays: z.int(),
    }),
  }),
  /** `amount` follows from these alone. */
  arithmetic: Arithmetic,
  /** Every movement of this reward; each sums to zero. */
  ledger: z.array(z.object({ at: z.string(), event: z.string(), lines: z.array(z.object({ ledger: Ledger, minor: z.string() })) })),
})
export type Explanation = z.output<typeof Explanation>
