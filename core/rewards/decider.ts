import type { Decider, MessageOf } from '../kernel/index.ts'
import { type Account, type AccountEvent, noAccount } from './account.ts'
import { type ReleaseReward, releaseReward } from './commands/release-reward.ts'
import { type SettleReward, settleReward } from './commands/settle-reward.ts'
import { evolveAccount } from './evolve-account.ts'

/** What a partner earns. The stream `accounts-<tenant>.<accountId>` is the account's: payouts are decided there too. */
export const rewards: Decider<MessageOf<typeof SettleReward | typeof ReleaseReward>, Account, AccountEvent> = {
  category: 'accounts',
  initial: noAccount,
  evolve: evolveAccount,
  decide: { 'rewards.SettleReward': settleReward, 'rewards.ReleaseReward': releaseReward },
}
