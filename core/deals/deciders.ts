import type { Decider, MessageOf } from '../kernel/index.ts'
import { type LoseDeal, loseDeal, type MoveStage, moveStage, type ReopenDeal, reopenDeal, type WinDeal, winDeal } from './commands/close-deal.ts'
import { type ConnectCrm, connectCrm, type DisconnectCrm, disconnectCrm } from './commands/connect-crm.ts'
import { type PushDeal, pushDeal, type RecordPushed, type RecordPushFailed, recordPushed, recordPushFailed } from './commands/crm-facts.ts'
import { type DismissDuplicate, dismissDuplicate } from './commands/dismiss-duplicate.ts'
import { type NoteCrm, type NoticeEvent, noteCrm } from './commands/note-crm.ts'
import { type OpenDeal, openDeal } from './commands/open-deal.ts'
import { type ReferCustomer, referCustomer } from './commands/refer-customer.ts'
import { type RefundDeal, refundDeal } from './commands/refund-deal.ts'
import { type Crm, type CrmEvent, evolveCrm, noCrm } from './states/crm.ts'
import { type Customer, type CustomerEvent, evolveCustomer, noCustomer } from './states/customer.ts'
import { type Deal, type DealEvent, evolveDeal, noDeal } from './states/deal.ts'

/** Somebody a partner brought. Stream `customers-<tenant>.<customerId>`. */
export const customers: Decider<MessageOf<typeof ReferCustomer | typeof DismissDuplicate>, Customer, CustomerEvent> = {
  category: 'customers',
  initial: noCustomer,
  evolve: evolveCustomer,
  decide: { 'deals.ReferCustomer': referCustomer, 'deals.DismissDuplicate': dismissDuplicate },
}

type DealCommand = MessageOf<
  | typeof OpenDeal
  | typeof RecordPushed
  | typeof RecordPushFailed
  | typeof PushDeal
  | typeof MoveStage
  | typeof WinDeal
  | typeof LoseDeal
  | typeof ReopenDeal
  | typeof RefundDeal
>

/** A sale, from opening to money back. Stream `deals-<tenant>.<dealId>`. */
export const deals: Decider<DealCommand, Deal, DealEvent> = {
  category: 'deals',
  initial: noDeal,
  evolve: evolveDeal,
  decide: {
    'deals.OpenDeal': openDeal,
    'deals.RecordPushed': recordPushed,
    'deals.RecordPushFailed': recordPushFailed,
    'deals.PushDeal': pushDeal,
    'deals.MoveStage': moveStage,
    'deals.WinDeal': winDeal,
    'deals.LoseDeal': loseDeal,
    'deals.ReopenDeal': reopenDeal,
    'deals.RefundDeal': refundDeal,
  },
}

/** Where a tenant's deals are worked on. Stream `crms-<tenant>.<tenantId>`: one a tenant. */
export const crms: Decider<MessageOf<typeof ConnectCrm | typeof DisconnectCrm>, Crm, CrmEvent> = {
  category: 'crms',
  initial: noCrm,
  evolve: evolveCrm,
  decide: { 'deals.ConnectCrm': connectCrm, 'deals.DisconnectCrm': disconnectCrm },
}

/** What the CRM told us, by what it said. Stream `notices-<tenant>.<hash>`. */
export const notices: Decider<MessageOf<typeof NoteCrm>, { readonly seen: number }, NoticeEvent> = {
  category: 'notices',
  initial: () => ({ seen: 0 }),
  evolve: ({ seen }) => ({ seen: seen + 1 }),
  decide: { 'deals.NoteCrm': noteCrm },
}
