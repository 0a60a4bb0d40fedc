import { z } from 'zod'
import { define, Id, Money } from '../../kernel/index.ts'

/** The amount of a sale that was already won turned out to be another. */
export const DealAmended = define('deals.DealAmended', z.object({ dealId: Id, customerId: Id, partnerId: Id, programmeId: Id, amount: Money }))
