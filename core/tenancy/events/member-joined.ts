import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** A person of the tenant works here now. */
export const MemberJoined = define('tenancy.MemberJoined', z.object({ userId: Id, role: z.enum(['owner', 'member']) }))
