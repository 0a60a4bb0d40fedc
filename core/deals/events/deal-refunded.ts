import { z } from 'zod'
import { define, Id, Money } from '../../kernel/index.ts'

/** The customer got some of the money back. `refunded` is all that was given back so far, this included. */
export const DealRefunded = define(
  'deals.DealRefunded',
  z.object({ dealId: Id, customerId: Id, partnerId: Id, programmeId: Id, refundId: z.string(), amount: Money, refunded: Money }),
)
