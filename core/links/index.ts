import type { StoredOf } from '../kernel/index.ts'
import * as declared from './events/index.ts'

export { ChangeLink } from './commands/change-link.ts'
export { CreateLink } from './commands/create-link.ts'
export { links } from './decider.ts'
export * from './events/index.ts'
export { dayKeyOf, intakeBatch, intakeStream, isIntakeStream } from './intake.ts'
export { ClickKind, LinkCode, LinkType, Target, Utm } from './shapes.ts'
export type { Link } from './state.ts'

/** Every event of this capability, for the registry of the log. */
export const linksEvents = Object.values(declared)
export type StoredLinksEvent = StoredOf<(typeof linksEvents)[number]>
