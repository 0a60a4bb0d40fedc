import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** A deal that was closed is worked on again. */
export const DealReopened = define('deals.DealReopened', z.object({ dealId: Id, customerId: Id, partnerId: Id, programmeId: Id }))
