import type { Effect, Fire, Schedule } from '../kernel/index.ts'
import { type OpeningDeps, openDealOfReferred } from './deals/open-deal.ts'
import { fireRelease, releaseWhenHoldEnds } from './rewards/release-reward.ts'
import { settleRewardOfDeal } from './rewards/settle-reward.ts'

export { openingOf } from './deals/open-deal.ts'
export { type Settlement, type SettlementPorts, type Settling, settlementOf } from './rewards/settlement.ts'

/** Kontor's own reactions: from an event straight to a command, with nobody outside between. */
export const policyEffects = (deps: OpeningDeps): readonly Effect[] => [openDealOfReferred(deps), settleRewardOfDeal(deps)]
export const policySchedules: readonly Schedule[] = [releaseWhenHoldEnds]
export const policyFire = (deps: Pick<OpeningDeps, 'execute'>): Fire => fireRelease(deps)
