import { Id } from '@kontor/core/kernel'
import { z } from 'zod'

/** An event of the log as those see it who search it. `data` has `[masked]` in place of what is personal. */
export const AuditEvent = z.object({
  id: z.string(),
  type: z.string(),
  stream: z.string(),
  revision: z.string().regex(/^\d+$/),
  position: z.string().regex(/^\d+$/),
  occurredAt: z.string(),
  recordedAt: z.string(),
  actor: z.object({ kind: z.string(), id: z.string() }),
  tenantId: Id,
  commandId: z.string(),
  correlationId: z.string(),
  causationId: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type AuditEvent = z.output<typeof AuditEvent>
