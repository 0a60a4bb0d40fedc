import { accountOf, type Execute, type MessageOf } from '@kontor/core/kernel'
import { isOnHold, ReleaseReward, RewardAccrued, rewards } from '@kontor/core/rewards'
import { type Fire, type Schedule, schedule } from '../../kernel/index.ts'

/** A reward that waits is released when its hold ends. What was accrued without a hold was released in the same append. */
export const releaseWhenHoldEnds: Schedule = schedule({
  kind: 'policies.release-reward',
  on: [RewardAccrued],
  plan: (accrued) => {
    const { rewardId, heldUntil } = accrued.data
    return isOnHold(accrued) ? { subject: rewardId, dueAt: heldUntil, command: { type: ReleaseReward.type, data: { rewardId } } } : undefined
  },
})

export const fireRelease = ({ execute }: { readonly execute: Execute }): Fire => ({
  [ReleaseReward.type]: (command) => {
    const release = command as MessageOf<typeof ReleaseReward>
    return execute(rewards, accountOf(release.data.rewardId), release)
  },
})
