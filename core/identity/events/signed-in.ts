import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** A session began: once a family of refresh tokens, however often it is refreshed. */
export const SignedIn = define('identity.SignedIn', z.object({ familyId: Id, userId: Id }))
