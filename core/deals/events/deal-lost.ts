import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** Nothing came of it; of a deal that had been won, that it was not a sale after all. */
export const DealLost = define('deals.DealLost', z.object({ dealId: Id, customerId: Id, partnerId: Id, programmeId: Id, reason: z.string() }))
