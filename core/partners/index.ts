import type { StoredOf } from '../kernel/index.ts'
import * as declared from './events/index.ts'

export * from './commands/index.ts'
export { partners, programmes } from './deciders.ts'
export * from './events/index.ts'
export type { Partner } from './states/partner.ts'
export type { Programme, Terms } from './states/programme.ts'
export { type TermsInForce, termsInForce } from './terms-in-force.ts'

/** Every event of this capability, for the registry of the log. */
export const partnersEvents = Object.values(declared)
export type StoredPartnersEvent = StoredOf<(typeof partnersEvents)[number]>
