import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** A sale to this customer is under way. It takes the customer's attribution over; `crm` says where it is worked on, if not here. */
export const DealOpened = define(
  'deals.DealOpened',
  z.object({ dealId: Id, customerId: Id, partnerId: Id, programmeId: Id, crm: z.literal('bitrix24').optional() }),
)
