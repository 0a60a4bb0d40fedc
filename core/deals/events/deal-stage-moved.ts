import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** The CRM works on the deal in another stage of its funnel. */
export const DealStageMoved = define(
  'deals.DealStageMoved',
  z.object({ dealId: Id, customerId: Id, partnerId: Id, stageId: z.string(), stageName: z.string(), funnelId: z.int() }),
)
