import type { User } from '@kontor/core/identity'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Acting, HttpDeps } from '../ports.ts'
import type { SignedIn } from './contract.ts'
import { choicesOf, type Usable } from './memberships.ts'
import { isBrowser, setRefreshCookie } from './refresh-cookie.ts'
import { recordSignIn } from './session-facts.ts'

type Session = { readonly user: User; readonly usable: readonly Usable[]; readonly acting: Acting; readonly refreshToken: string }

/** As the contract has it: who, and as what. */
export const shown = ({ user, usable, acting: { tenantId, slug, role, partnerId } }: Omit<Session, 'refreshToken'>) => ({
  user: { userId: user.userId, email: user.email, fullName: user.fullName, language: user.language },
  acting: { tenantId, slug, role, ...(partnerId && { partnerId }) },
  memberships: [...choicesOf(usable)],
})

/** Sends the pair of tokens, the refresh token always in the cookie, and in the body for clients that are no browser. */
export const sendSignedIn = async ({ tokens }: HttpDeps, request: FastifyRequest, reply: FastifyReply, session: Session): Promise<SignedIn> => {
  const { token, expiresIn } = await tokens.issue(session.acting)
  setRefreshCookie(reply, session.refreshToken)
  // Tokens belong to who asked; no cache on the way keeps them (RFC 6749 §5.1).
  reply.header('cache-control', 'no-store')
  return { accessToken: token, ...(!isBrowser(request) && { refreshToken: session.refreshToken }), expiresIn, ...shown(session) }
}

/** A new family for this membership, told in the log before anyone holds its token. */
export const openSession = async (deps: HttpDeps, { meta }: Pick<FastifyRequest, 'meta'>, user: User, membership: Usable) => {
  const { name: _, ...acting } = membership
  const family = { familyId: deps.newId(), userId: user.userId, acting }
  const { refreshToken } = await deps.families.open(family)
  await recordSignIn(deps, family, meta)
  return { acting: { ...acting, userId: user.userId, familyId: family.familyId }, refreshToken }
}
