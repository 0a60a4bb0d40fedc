import { z } from 'zod'
import { Accepted } from '../contract.ts'

export { Accepted }
export const ProjectionState = z.strictObject({
  name: z.string(),
  version: z.int(),
  position: z.string(),
  lagMs: z.int(),
  state: z.enum(['running', 'catching-up', 'rebuilding', 'stopped']),
  error: z.string().nullable(),
})
export const ProjectionList = z.strictObject({ items: z.array(ProjectionState) })
export const ProjectionName = z.strictObject({ name: z.string().max(80) })
export const GatewayList = z.strictObject({
  items: z.array(z.strictObject({ name: z.string(), ready: z.int(), claimed: z.int(), parked: z.int(), oldestParkedAt: z.string().nullable() })),
})
export const GatewayName = z.strictObject({ name: z.string().max(80) })
export const ParkedList = z.strictObject({
  items: z.array(
    z.strictObject({ id: z.string(), effect: z.string(), reason: z.string(), attempts: z.int(), repeatSafe: z.enum(['yes', 'no', 'lookup']), at: z.string() }),
  ),
})
export const ReplayParked = z.strictObject({ ids: z.array(z.string().max(64)).min(1).max(100).optional() })
export const Replayed = z.strictObject({ replayed: z.int() })
