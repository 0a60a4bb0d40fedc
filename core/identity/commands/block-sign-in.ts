import { type Decide, define, type MessageOf } from '../../kernel/index.ts'
import { SignInBlocked } from '../events/sign-in-blocked.ts'
import type { Throttle, ThrottleEvent } from '../states/throttle.ts'

export const BlockSignIn = define('identity.BlockSignIn', SignInBlocked.schema)

/** The stream is named by the throttle window, so a window is told once. */
export const blockSignIn: Decide<MessageOf<typeof BlockSignIn>, Throttle, ThrottleEvent> = ({ data, meta }, throttle) =>
  throttle.blocked ? [] : [SignInBlocked(data, meta)]
