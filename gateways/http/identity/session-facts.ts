import { BlockSignIn, RecordRefreshReuse, RecordSignIn, RevokeSession, sessions, throttles } from '@kontor/core/identity'
import { type MessageOf, type Meta, platformTenant } from '@kontor/core/kernel'
import type { Family, HttpDeps } from '../ports.ts'

type Ports = Pick<HttpDeps, 'execute'>
type Whose = Pick<Family, 'familyId' | 'userId'>

/**
 * The security facts the log gets (design.md §4): they belong to the platform and to the person concerned. The hash of the request is left out, because the request
 * holds a password or a token, and not even a keyed hash of one belongs in an event.
 */
const metaOf = (meta: Meta, userId: string): Meta => {
  const { requestHash: _, ...kept } = meta
  return { ...kept, tenantId: platformTenant, actor: { kind: 'user', id: userId } }
}

export const recordSignIn = ({ execute }: Ports, { familyId, userId }: Whose, meta: Meta) =>
  execute(sessions, familyId, RecordSignIn({ familyId, userId }, metaOf(meta, userId)))

export const recordReuse = ({ execute }: Ports, { familyId, userId }: Whose, meta: Meta) =>
  execute(sessions, familyId, RecordRefreshReuse({ familyId, userId }, metaOf(meta, userId)))

type Reason = MessageOf<typeof RevokeSession>['data']['reason']
export const recordRevocation = ({ execute }: Ports, { familyId, userId }: Whose, reason: Reason, meta: Meta) =>
  execute(sessions, familyId, RevokeSession({ familyId, userId, reason }, metaOf(meta, userId)))

type Window = Awaited<ReturnType<HttpDeps['throttle']['failed']>>[number]
/** Named by subject and window, so a window is told once whoever closes it. */
export const recordBlock = (
  { execute, derivedId }: Pick<HttpDeps, 'execute' | 'derivedId'>,
  { kind, subject, window, until }: Window,
  meta: Meta,
) => {
  const { requestHash: _, ...kept } = meta
  return execute(throttles, derivedId(subject, window), BlockSignIn({ kind, subject, until }, { ...kept, tenantId: platformTenant }))
}
