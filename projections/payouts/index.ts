import { payoutsList } from './list/project.ts'

export { findPayout, getRequested, listPayouts } from './list/queries.ts'

/** Every view of this capability, for the runner. */
export const payoutsProjections = [payoutsList]
