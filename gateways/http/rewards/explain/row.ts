import type { MessageOf, Recorded } from '@kontor/core/kernel'
import { type RewardAccrued, RewardAdjusted, type RewardReleased, RewardReversed } from '@kontor/core/rewards'
import type { Facts } from './facts.ts'

type OfRoot = Recorded<MessageOf<typeof RewardAccrued | typeof RewardReleased | typeof RewardReversed | typeof RewardAdjusted>>
export type Corrected = Recorded<MessageOf<typeof RewardReversed | typeof RewardAdjusted>>
type Reckoned = Recorded<MessageOf<typeof RewardAccrued | typeof RewardReversed | typeof RewardAdjusted>>

const isOfRoot =
  (rootId: string) =>
  (event: Recorded): event is OfRoot =>
    event.type.startsWith('rewards.') && (event as OfRoot).data.rewardId === rootId
export const isCorrection = (event: Recorded): event is Corrected => event.type === RewardReversed.type || event.type === RewardAdjusted.type

/** The reward of the deal, for a row that corrects one; itself otherwise. */
export const rootOf = (account: readonly Recorded[], rewardId: string): string =>
  account.filter(isCorrection).find(({ data }) => data.lineId === rewardId)?.data.rewardId ?? rewardId

/**
 * The facts of one row. `own` are those that moved it; `story` those that a reader needs to follow it, the corrections of its reward among them, the newest last; a
 * correction is told as of when it was made.
 */
export const rowOf = ({ account, accrued }: Pick<Facts, 'account' | 'accrued'>, rewardId: string) => {
  const rootId = accrued.data.rewardId
  const ofRoot = account.filter(isOfRoot(rootId))
  const moves = ({ data }: OfRoot) =>
    rewardId === rootId ? !('lineId' in data) || data.lineId === undefined : 'lineId' in data && data.lineId === rewardId
  const own = ofRoot.filter(moves)
  const last = rewardId === rootId ? ofRoot.at(-1) : own.at(-1)
  const reckoned = own.filter((event): event is Reckoned => 'arithmetic' in event.data).at(-1) ?? accrued
  return { own, story: ofRoot.filter(({ revision }) => revision <= (last ?? accrued).revision), last: last ?? accrued, reckoned }
}
