import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** The CRM has the deal, under its own id. */
export const DealPushed = define(
  'deals.DealPushed',
  z.object({
    dealId: Id,
    customerId: Id,
    partnerId: Id,
    crm: z.literal('bitrix24'),
    externalId: z.string(),
    portal: z.string(),
    url: z.string().optional(),
  }),
)
