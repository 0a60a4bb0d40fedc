import { z } from 'zod'
import { Id } from '../kernel/index.ts'

/** A click as attribution knows it: whose it was, when, and where in the log it stands. */
export const Touch = z.object({
  clickId: Id,
  linkId: Id,
  partnerId: Id,
  occurredAt: z.string(),
  stream: z.string(),
  revision: z.string().regex(/^\d+$/),
})
export type Touch = z.output<typeof Touch>
