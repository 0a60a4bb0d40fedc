import { z } from 'zod'
import { type Decide, define, Id, Language, Line, type MessageOf } from '../../kernel/index.ts'
import { UserRegistered } from '../events/user-registered.ts'
import type { User, UserEvent } from '../states/user.ts'

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())

export const RegisterUser = define(
  'identity.RegisterUser',
  z.object({ userId: Id, email: Email, fullName: Line(120), emailKey: z.string(), language: Language }),
)

/** The reservation of the e-mail went before; a user registers once. */
export const registerUser: Decide<MessageOf<typeof RegisterUser>, User, UserEvent> = ({ data, meta }, user) =>
  user.userId ? [] : [UserRegistered(data, meta)]
