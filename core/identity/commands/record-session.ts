import { type Decide, define, type MessageOf, Refused } from '../../kernel/index.ts'
import { RefreshReused } from '../events/refresh-reused.ts'
import { SessionRevoked } from '../events/session-revoked.ts'
import { SignedIn } from '../events/signed-in.ts'
import type { Session, SessionEvent } from '../states/session.ts'

export const RecordSignIn = define('identity.RecordSignIn', SignedIn.schema)
export const recordSignIn: Decide<MessageOf<typeof RecordSignIn>, Session, SessionEvent> = ({ data, meta }, session) =>
  session.state === 'none' ? [SignedIn(data, meta)] : []

export const RecordRefreshReuse = define('identity.RecordRefreshReuse', RefreshReused.schema)
/** However often a stolen token is tried, it is told once. */
export const recordRefreshReuse: Decide<MessageOf<typeof RecordRefreshReuse>, Session, SessionEvent> = ({ data, meta }, session) => {
  if (session.state === 'none') throw new Refused('session.not-found')
  return session.reused ? [] : [RefreshReused(data, meta)]
}

export const RevokeSession = define('identity.RevokeSession', SessionRevoked.schema)
export const revokeSession: Decide<MessageOf<typeof RevokeSession>, Session, SessionEvent> = ({ data, meta }, session) => {
  if (session.state === 'none') throw new Refused('session.not-found')
  return session.state === 'over' ? [] : [SessionRevoked(data, meta)]
}
