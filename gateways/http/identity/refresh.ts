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
 * One refresh token for the next, spent last, once all that could fail has been asked: a store that is away for a moment must not cost the session.
 * Raises HttpProblem `refresh.reused` for one that was used before, after its family was revoked at once and the log told (RFC 9700 §4.14), and
 * `refresh.invalid` for anything else that is no token of an open family.
 */
export const refresh = async (deps: HttpDeps, token: string | undefined, meta: Meta) => {
  const known = await deps.families.current(token ?? '')
  const still = known && (await stillActing(deps, known))
  if (known && !still) {
    await deps.families.revoke(known.familyId)
    await recordRevocation(deps, known, 'deactivated', meta)
    throw new HttpProblem('refresh.invalid')
  }
  const answer = await deps.families.rotate(token ?? '')
  if (answer.is === 'reused') {
    await recordReuse(deps, answer.family, meta)
    throw new HttpProblem('refresh.reused')
  }
  if (answer.is === 'unknown' || !still) throw new HttpProblem('refresh.invalid')
  const { family, refreshToken } = answer
  const { user, usable, membership } = still
  const acting: Acting = { ...family.acting, slug: membership.slug, userId: family.userId, familyId: family.familyId }
  return { user, usable, acting, refreshToken }
}
