import { z } from 'zod'
import { define } from '../../kernel/index.ts'

/** Deals are worked on here again. */
export const CrmDisconnected = define('deals.CrmDisconnected', z.object({ crm: z.literal('bitrix24') }))
