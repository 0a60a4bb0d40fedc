import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

export const Role = z.enum(['admin', 'manager', 'owner', 'member', 'partner'])
export type Role = z.output<typeof Role>

/** The person may act in this tenant in this role. A partner's standing is decided in the partner's own stream. */
export const MembershipAdded = define('identity.MembershipAdded', z.object({ userId: Id, tenantId: Id, role: Role, partnerId: Id.optional() }))
