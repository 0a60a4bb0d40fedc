import { badgesCounters } from './counters/project.ts'

export { getBadges, getWaiting } from './counters/queries.ts'

/** Every view of this capability, for the runner. */
export const badgesProjections = [badgesCounters]
