import { Id, IdInAccount } from '../kernel/index.ts'

/** Which payout, and whose. */
export const subject = { payoutId: IdInAccount, partnerId: Id }
