import { z } from 'zod'
import { define, Id, Language, personal } from '../../kernel/index.ts'

/** A person has an account. `emailKey` names the reservation of the e-mail, so it can be released without knowing the address. */
export const UserRegistered = define(
  'identity.UserRegistered',
  z.object({
    userId: Id,
    email: personal('userId', z.string()),
    fullName: personal('userId', z.string()),
    emailKey: z.string(),
    language: Language,
  }),
)
