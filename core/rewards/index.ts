import type { StoredOf } from '../kernel/index.ts'
import * as declared from './events/index.ts'

export { type Account, type AccountEvent, noAccount, type Payout, type PayoutStatus, type Reward, type RewardStatus } from './account.ts'
export { Arithmetic, rounding, shareOf } from './arithmetic.ts'
export { ReleaseReward } from './commands/release-reward.ts'
export { SettleReward } from './commands/settle-reward.ts'
export { rewards } from './decider.ts'
export * from './events/index.ts'
export { evolveAccount } from './evolve-account.ts'
export { isOnHold } from './hold.ts'
export { accountIdOf, rewardIdOf } from './ids.ts'
export { BaseWord, Cause } from './shapes.ts'

/** Every event of this capability, for the registry of the log. */
export const rewardsEvents = Object.values(declared)
export type StoredRewardsEvent = StoredOf<(typeof rewardsEvents)[number]>
