import { partnersList } from './list/project.ts'
import { partnersProgrammes } from './programmes/project.ts'

export { findPartner, listPartners } from './list/queries.ts'
export { findProgramme, listProgrammes } from './programmes/queries.ts'

/** Every view of this capability, for the runner. */
export const partnersProjections = [partnersList, partnersProgrammes]
