import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** An old refresh token came back: somebody holds a copy, so the whole family is revoked at once (RFC 9700 §4.14). */
export const RefreshReused = define('identity.RefreshReused', z.object({ familyId: Id, userId: Id }))
