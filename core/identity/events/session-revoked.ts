import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** The session is over before its time: the person left, was deactivated, or was erased. */
export const SessionRevoked = define(
  'identity.SessionRevoked',
  z.object({ familyId: Id, userId: Id, reason: z.enum(['logged-out', 'switched', 'deactivated', 'erased']) }),
)
