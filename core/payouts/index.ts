import type { StoredOf } from '../kernel/index.ts'
import * as declared from './events/index.ts'

export { ApprovePayment, RecordFailed, RecordPaid, RejectPayment } from './commands/decide-payment.ts'
export { RequestPayment } from './commands/request-payment.ts'
export { payouts } from './decider.ts'
export * from './events/index.ts'
export { type Plan, planPayment, planRows } from './plan-payment.ts'

/** Every event of this capability, for the registry of the log. */
export const payoutsEvents = Object.values(declared)
export type StoredPayoutsEvent = StoredOf<(typeof payoutsEvents)[number]>
