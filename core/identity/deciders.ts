import type { Decider, MessageOf } from '../kernel/index.ts'
import { type AddMembership, addMembership } from './commands/add-membership.ts'
import { type BlockSignIn, blockSignIn } from './commands/block-sign-in.ts'
import { type ErasePerson, erasePerson } from './commands/erase-person.ts'
import {
  type RecordRefreshReuse,
  type RecordSignIn,
  type RevokeSession,
  recordRefreshReuse,
  recordSignIn,
  revokeSession,
} from './commands/record-session.ts'
import { type RegisterUser, registerUser } from './commands/register-user.ts'
import type { Person, PersonEvent } from './states/person.ts'
import { evolveSession, noSession, type Session, type SessionEvent } from './states/session.ts'
import type { Throttle, ThrottleEvent } from './states/throttle.ts'
import { evolveUser, noUser, type User, type UserEvent } from './states/user.ts'

/** A person's account on the platform: who they are and where they may act. Stream `users-<platform>.<userId>`. */
export const users: Decider<MessageOf<typeof RegisterUser | typeof AddMembership>, User, UserEvent> = {
  category: 'users',
  initial: noUser,
  evolve: evolveUser,
  decide: { 'identity.RegisterUser': registerUser, 'identity.AddMembership': addMembership },
}

/** The security facts of one family of refresh tokens; the tokens themselves live in Postgres. Stream `sessions-<platform>.<familyId>`. */
export const sessions: Decider<MessageOf<typeof RecordSignIn | typeof RecordRefreshReuse | typeof RevokeSession>, Session, SessionEvent> = {
  category: 'sessions',
  initial: noSession,
  evolve: evolveSession,
  decide: {
    'identity.RecordSignIn': recordSignIn,
    'identity.RecordRefreshReuse': recordRefreshReuse,
    'identity.RevokeSession': revokeSession,
  },
}

/** One throttle window of one account or address. Stream `throttles-<platform>.<hash of subject and window>`. */
export const throttles: Decider<MessageOf<typeof BlockSignIn>, Throttle, ThrottleEvent> = {
  category: 'throttles',
  initial: () => ({ blocked: false }),
  evolve: () => ({ blocked: true }),
  decide: { 'identity.BlockSignIn': blockSignIn },
}

/** What happened to a person's data in a tenant. Stream `persons-<tenant>.<personId>`; a user's is the platform's. */
export const persons: Decider<MessageOf<typeof ErasePerson>, Person, PersonEvent> = {
  category: 'persons',
  initial: () => ({ erased: false }),
  evolve: () => ({ erased: true }),
  decide: { 'identity.ErasePerson': erasePerson },
}
