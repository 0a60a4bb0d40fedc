import type { MessageOf, StoredOf } from '../kernel/index.ts'
import * as declared from './events/index.ts'

export * from './commands/index.ts'
export { persons, sessions, throttles, users } from './deciders.ts'
export * from './events/index.ts'
export { Role } from './events/membership-added.ts'
export type { Membership, User } from './states/user.ts'

/** Every event of this capability, for the registry of the log. */
export const identityEvents = Object.values(declared)
export type IdentityEvent = MessageOf<(typeof identityEvents)[number]>
export type StoredIdentityEvent = StoredOf<(typeof identityEvents)[number]>
