import { z } from 'zod'
import { define } from '../../kernel/index.ts'

/** Too many wrong passwords: once a throttle window. `subject` is a keyed hash of the account or the address, never either itself. */
export const SignInBlocked = define(
  'identity.SignInBlocked',
  z.object({ kind: z.enum(['account', 'address']), subject: z.string(), until: z.string() }),
)
