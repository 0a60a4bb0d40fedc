import * as declared from './events/index.ts'

export * from './commands/index.ts'
export { tenants } from './decider.ts'
export * from './events/index.ts'
export type { Tenant } from './state.ts'

/** Every event of this capability, for the registry of the log. */
export const tenancyEvents = Object.values(declared)
