import { z } from 'zod'
import { define, Id, Money } from '../../kernel/index.ts'

/** The customer bought, for this amount. */
export const DealWon = define('deals.DealWon', z.object({ dealId: Id, customerId: Id, partnerId: Id, programmeId: Id, amount: Money }))
