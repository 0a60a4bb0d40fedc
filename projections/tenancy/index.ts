import { tenancyChecklist } from './checklist/project.ts'

export { getChecklist } from './checklist/queries.ts'

/** Every view of this capability, for the runner. */
export const tenancyProjections = [tenancyChecklist]
