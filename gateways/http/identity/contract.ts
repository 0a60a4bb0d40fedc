import { Role } from '@kontor/core/identity'
import { Id, Language } from '@kontor/core/kernel'
import { z } from 'zod'
import { AfterQuery, Problem } from '../contract.ts'

export { AfterQuery, Language, Problem, Role }

/** Longer than any password a person types, short enough that hashing it costs nothing extra. */
const Password = z.string().min(1).max(256)

export const Login = z.strictObject({ email: z.string().trim().toLowerCase().min(3).max(254), password: Password })
export const Refresh = z.strictObject({ refreshToken: z.string().min(1).max(200).optional() })
export const Switch = z.strictObject({ tenantId: Id, role: Role })

export const User = z.strictObject({ userId: Id, email: z.string(), fullName: z.string(), language: Language })
export const Acting = z.strictObject({ tenantId: Id, slug: z.string(), role: Role, partnerId: Id.optional() })
export type Acting = z.output<typeof Acting>
export const Membership = z.strictObject({ tenantId: Id, slug: z.string(), name: z.string(), role: Role })

/** `refreshToken` is left out for a browser (header `Kontor-Client: browser`), which holds it in a cookie it cannot read. */
export const SignedIn = z.strictObject({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresIn: z.int(),
  user: User,
  acting: Acting,
  memberships: z.array(Membership),
})
export type SignedIn = z.output<typeof SignedIn>
export const Me = SignedIn.pick({ user: true, acting: true, memberships: true })

/** What the sign-in page needs before anyone is signed in: whether to offer the demo people. */
export const SignInOptions = z.strictObject({
  demo: z.array(z.strictObject({ role: Role, email: z.string(), password: z.string() })),
  sandbox: z.boolean(),
})
