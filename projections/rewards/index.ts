import { rewardsList } from './list/project.ts'

export { listBalances, listBalancesAsOf, listOwed } from './list/balances.ts'
export { findReward, findRewards, listRewards } from './list/queries.ts'
export { keepNames, type NameEvent, nameEvents, namesIn } from './names.ts'

/** Every view of this capability, for the runner. */
export const rewardsProjections = [rewardsList]
