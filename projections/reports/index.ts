import { reportsActivity } from './activity/project.ts'

export { type DayOfFigures, figuresByDay, latestActivity, listPartnerSums, topPartners } from './activity/queries.ts'

/** Every view of this capability, for the runner. */
export const reportsProjections = [reportsActivity]
