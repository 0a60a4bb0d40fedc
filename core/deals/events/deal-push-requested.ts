import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** Somebody asked to hand a stuck deal to the CRM once more. */
export const DealPushRequested = define('deals.DealPushRequested', z.object({ dealId: Id, customerId: Id, partnerId: Id }))
