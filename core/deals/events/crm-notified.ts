import { z } from 'zod'
import { define } from '../../kernel/index.ts'

/** The CRM said that something changed (the raw fact, on a stream named by what it said; the stream is the dedupe). What changed is asked of the CRM. */
export const CrmNotified = define(
  'deals.CrmNotified',
  z.object({ crm: z.literal('bitrix24'), event: z.string(), externalId: z.string(), sentAt: z.string() }),
)
