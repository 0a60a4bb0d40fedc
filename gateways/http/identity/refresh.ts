import type { Meta } from '@kontor/core/kernel'
import { HttpProblem } from '../plugins/problem.ts'
import type { Acting, Family, HttpDeps } from '../ports.ts'
import { findUser, standingOf, type Usable } from './memberships.ts'
import { recordReuse, recordRevocation } from './session-facts.ts'

const isSame = (a: Family['acting'], b: Usable) => a.tenantId === b.tenantId && a.role === b.role && a.partnerId === b.partnerId

/** The membership may have ended since the last refresh; then the session has, too. */
const stillActing = async (deps: HttpDeps, family: Family) => {
  const user = await findUser(deps, family.userId)
  const { usable } = user ? await standingOf(deps, user) : { usable: [] }
  const membership = usable.find((one) => isSame(family.acting, one))
  return user && membership && { user, usable, membership }
}

/**
 * One refresh token for the next. Raises HttpProblem `refresh.reused` for one that was used before, after its family was revoked at once and the log told
 * (RFC 9700 §4.14), and `refresh.invalid` for anything else that is no token of an open family.
 */
export const refresh = async (deps: HttpDeps, token: string | undefined, meta: Meta) => {
  const answer = token === undefined ? { is: 'unknown' as const } : await deps.families.rotate(token)
  if (answer.is === 'unknown') throw new HttpProblem('refresh.invalid')
  if (answer.is === 'reused') {
    await recordReuse(deps, answer.family, meta)
    throw new HttpProblem('refresh.reused')
  }
  const { family, refreshToken } = answer
  const still = await stillActing(deps, family)
  if (!still) {
    await deps.families.revoke(family.familyId)
    await recordRevocation(deps, family, 'deactivated', meta)
    throw new HttpProblem('refresh.invalid')
  }
  const { user, usable, membership } = still
  const acting: Acting = { ...family.acting, slug: membership.slug, userId: family.userId, familyId: family.familyId }
  return { user, usable, acting, refreshToken }
}
