import type { MessageOf } from '../../kernel/index.ts'
import type { SignInBlocked } from '../events/sign-in-blocked.ts'

export type ThrottleEvent = MessageOf<typeof SignInBlocked>
export type Throttle = { readonly blocked: boolean }
