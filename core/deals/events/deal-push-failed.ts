import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** The CRM refused the deal in these words; it waits for somebody to look. */
export const DealPushFailed = define('deals.DealPushFailed', z.object({ dealId: Id, customerId: Id, partnerId: Id, reason: z.string() }))
