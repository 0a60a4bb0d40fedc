import type { Projection } from '../kernel/index.ts'
import { linksClicks } from './clicks/project.ts'
import { linksList } from './list/project.ts'

export { addDays, dayIn, daysBack, startOfDay } from './clicks/days.ts'
export { clicksOfPartners, countClicks, totalsOfPartners } from './clicks/of-partners.ts'
export { audienceOf, clicksByDay, findTouches, type Period, totalsOf } from './clicks/queries.ts'
export { findLink, listLinks } from './list/queries.ts'

/** Every view of this capability, for the runner. */
export const linksProjections: readonly Projection[] = [linksClicks, linksList]
