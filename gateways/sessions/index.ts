import type { Effect } from '../kernel/index.ts'
import { endSessionsOfDeactivated, endSessionsOfErased, type SessionDeps } from './identity/end-sessions.ts'

export type { SessionDeps } from './identity/end-sessions.ts'

/** What events do to people who are signed in. */
export const sessionEffects = (deps: SessionDeps): readonly Effect[] => [endSessionsOfDeactivated(deps), endSessionsOfErased(deps)]
