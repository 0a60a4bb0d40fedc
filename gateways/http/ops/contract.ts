import { z } from 'zod'
import { Accepted } from '../contract.ts'

export { Accepted }

/** As the code spells it: `partners.list`, `telegram-bot`. */
const Name = z.string().regex(/^[a-z][a-z0-9.-]{0,79}$/)

export const ProjectionState = z.strictObject({
  name: z.string(),
  version: z.int(),
  position: z.string(),
  /** 10,000 means that many or more. */
  lagEvents: z.int(),
  lagMs: z.int(),
  state: z.enum(['running', 'catching-up', 'rebuilding', 'stopped']),
  error: z.string().nullable(),
})
export const ProjectionList = z.strictObject({ items: z.array(ProjectionState) })
export const ProjectionName = z.strictObject({ name: Name })
export const GatewayList = z.strictObject({
  items: z.array(z.strictObject({ name: z.string(), ready: z.int(), claimed: z.int(), parked: z.int(), oldestParkedAt: z.string().nullable() })),
})
export const GatewayName = z.strictObject({ name: Name })
export const ParkedList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      effect: z.string(),
      reason: z.string(),
      attempts: z.int(),
      repeatSafe: z.enum(['yes', 'no', 'lookup']),
      at: z.string(),
    }),
  ),
})
export const ReplayParked = z.strictObject({
  ids: z
    .array(z.string().regex(/^[0-9a-f-]{32,64}$/))
    .min(1)
    .max(100)
    .optional(),
})
export const Replayed = z.strictObject({ replayed: z.int() })
