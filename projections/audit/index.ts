import type { Projection } from '../kernel/index.ts'
import { auditEvents } from './events/project.ts'

export { type AuditFilter, listEvents } from './events/queries.ts'

/** Every view of this capability, for the runner. */
export const auditProjections: readonly Projection[] = [auditEvents]
