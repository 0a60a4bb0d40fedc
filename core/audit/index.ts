import type { StoredOf } from '../kernel/index.ts'
import * as declared from './events/index.ts'

export * from './events/index.ts'
export { masked, maskPersonal } from './mask.ts'
export { looks, ShowPersonalData } from './show-personal-data.ts'

/** Every event of this capability, for the registry of the log. */
export const auditEvents = Object.values(declared)
export type StoredAuditEvent = StoredOf<(typeof auditEvents)[number]>
