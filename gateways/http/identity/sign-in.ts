import type { User } from '@kontor/core/identity'
import { type Meta, platformTenant } from '@kontor/core/kernel'
import { holderOf } from '@kontor/core/reservations'
import { HttpProblem } from '../plugins/problem.ts'
import type { HttpDeps } from '../ports.ts'
import { type Closed, findUser, type Standing, standingOf } from './memberships.ts'
import { recordBlock } from './session-facts.ts'

type Attempt = { readonly email: string; readonly password: string; readonly address: string }

const refuseBlocked = async ({ throttle }: HttpDeps, { email, address }: Attempt) => {
  const retryAfter = await throttle.waitFor(email, address)
  if (retryAfter !== undefined) throw new HttpProblem('sign-in.blocked', { retryAfter })
}

/** Reads as much for an e-mail nobody has as for any other, so that time tells nothing (reliability.md §3 line 4). */
const userOf = async (deps: HttpDeps, email: string): Promise<User | undefined> => {
  const holder = await holderOf(deps, { tenantId: platformTenant, key: deps.keyed('email', email) })
  return findUser(deps, holder?.by ?? deps.derivedId('nobody', email))
}

/** The status that a closed door shows; whoever waits comes before who was refused, and who was refused before who was let go. */
const order: readonly Closed['status'][] = ['pending', 'rejected', 'deactivated']

const refuseClosed = async ({ tokens }: HttpDeps, closed: readonly Closed[]): Promise<never> => {
  const [first] = closed.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
  // A password without any membership: applying was begun and never ended, so nobody is there yet.
  if (!first) throw new HttpProblem('credential.invalid')
  if (first.status === 'pending') throw new HttpProblem('partner.pending', { ticket: await tokens.issueTicket(first) })
  throw new HttpProblem(`partner.${first.status}`, { detail: first.reason })
}

/**
 * E-mail and password to a user who may act somewhere (api.md "Identity"). What stands in the way of a partner is said only after the right password.
 * Raises HttpProblem `sign-in.blocked`, `credential.invalid`, `partner.pending` with a ticket, `partner.rejected` with the reason, `partner.deactivated`.
 */
export const signIn = async (deps: HttpDeps, attempt: Attempt, meta: Meta): Promise<{ readonly user: User; readonly standing: Standing }> => {
  const { email, password, address } = attempt
  await refuseBlocked(deps, attempt)
  const user = await userOf(deps, email)
  const right = await deps.credentials.verify(user?.userId, password)
  if (!user || !right) {
    for (const window of await deps.throttle.failed(email, address)) await recordBlock(deps, window, meta)
    throw new HttpProblem('credential.invalid')
  }
  // Asked again, since a hundred guesses sent at once all passed the first time.
  await refuseBlocked(deps, attempt)
  await deps.throttle.succeeded(email, address)
  const standing = await standingOf(deps, user)
  return standing.usable.length > 0 ? { user, standing } : refuseClosed(deps, standing.closed)
}
