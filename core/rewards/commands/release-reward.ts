import { z } from 'zod'
import { type Decide, define, IdInAccount, type MessageOf, move } from '../../kernel/index.ts'
import type { Account, AccountEvent } from '../account.ts'
import { RewardReleased } from '../events/index.ts'

export const ReleaseReward = define('rewards.ReleaseReward', z.object({ rewardId: IdInAccount }))

/** Given by a timer when the hold ends. What is not held any more needs no release. */
export const releaseReward: Decide<MessageOf<typeof ReleaseReward>, Account, AccountEvent> = ({ data, meta }, { rewards, partnerId }) => {
  const row = rewards.get(data.rewardId)
  if (row?.status !== 'held') return []
  const { rewardId, customerId, dealId, minor } = row
  return [RewardReleased({ rewardId, partnerId, customerId, dealId, entries: move('held', 'available', minor) }, meta)]
}
