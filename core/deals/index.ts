import type { StoredOf } from '../kernel/index.ts'
import * as declared from './events/index.ts'

export { LoseDeal, MoveStage, ReopenDeal, WinDeal } from './commands/close-deal.ts'
export { ConnectCrm, DisconnectCrm } from './commands/connect-crm.ts'
export { PushDeal, RecordPushed, RecordPushFailed } from './commands/crm-facts.ts'
export { DismissDuplicate } from './commands/dismiss-duplicate.ts'
export { NoteCrm } from './commands/note-crm.ts'
export { OpenDeal } from './commands/open-deal.ts'
export { attributionDays, ReferCustomer } from './commands/refer-customer.ts'
export { RefundDeal } from './commands/refund-deal.ts'
export { dealIdOf } from './deal-id.ts'
export { crms, customers, deals, notices } from './deciders.ts'
export * from './events/index.ts'
export { Touch } from './shapes.ts'
export type { CrmSettings } from './states/crm.ts'
export type { Customer } from './states/customer.ts'
export { type Deal, dealAfter } from './states/deal.ts'

/** Every event of this capability, for the registry of the log. */
export const dealsEvents = Object.values(declared)
export type StoredDealsEvent = StoredOf<(typeof dealsEvents)[number]>
