import type { MessageOf } from '../kernel/index.ts'
import type { PaymentApproved, PaymentFailed, PaymentPaid, PaymentRejected, PaymentRequested } from '../payouts/events/index.ts'
import type { RewardAccrued, RewardAdjusted, RewardReleased, RewardReversed } from './events/index.ts'

export type RewardsEvent = MessageOf<typeof RewardAccrued | typeof RewardReleased | typeof RewardReversed | typeof RewardAdjusted>
export type PayoutsEvent = MessageOf<
  typeof PaymentRequested | typeof PaymentApproved | typeof PaymentRejected | typeof PaymentPaid | typeof PaymentFailed
>
export type AccountEvent = RewardsEvent | PayoutsEvent

/** Asked for: approval changes nothing for the rewards in it. */
export type RewardStatus = 'held' | 'available' | 'requested' | 'paid' | 'reversed'
export type Reward = {
  readonly rewardId: string
  readonly customerId: string
  readonly dealId: string
  readonly minor: bigint
  readonly status: RewardStatus
  readonly heldUntil: string
  readonly payoutId: string | undefined
  /** The reward that this row corrects. */
  readonly of: string | undefined
}
export type PayoutStatus = 'requested' | 'approved' | 'rejected' | 'paid' | 'failed'
export type Payout = MessageOf<typeof PaymentRequested>['data'] & { readonly status: PayoutStatus }

/** One partner, one currency: every money fact of theirs. Made anew for each fold and never shared, so evolve may write into its maps. */
export type Account = {
  readonly partnerId: string
  readonly currency: string
  readonly rewards: Map<string, Reward>
  /** The share each reward was accrued under, in basis points: it holds for whatever becomes of the deal. */
  readonly pinned: Map<string, bigint>
  readonly payouts: Map<string, Payout>
}

export const noAccount = (): Account => ({ partnerId: '', currency: '', rewards: new Map(), pinned: new Map(), payouts: new Map() })

/** All rows that belong to one reward: its own, and those that correct it. */
export const rowsOf = ({ rewards }: Account, rewardId: string): readonly Reward[] =>
  [...rewards.values()].filter((row) => row.rewardId === rewardId || row.of === rewardId)
