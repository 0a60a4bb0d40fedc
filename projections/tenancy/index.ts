import { tenancyChecklist } from './checklist/project.ts'
import { tenancyMembers } from './members/project.ts'

export { getChecklist } from './checklist/queries.ts'
export { listMembers } from './members/queries.ts'

/** Every view of this capability, for the runner. */
export const tenancyProjections = [tenancyChecklist, tenancyMembers]
