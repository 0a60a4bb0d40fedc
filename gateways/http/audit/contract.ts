import { Id } from '@kontor/core/kernel'
import { AuditEvent } from '@kontor/projections/audit/events/view'
import { z } from 'zod'
import { AfterQuery, List, PageQuery } from '../contract.ts'

export { AuditEvent }

/** Why somebody looks at personal data; recorded before anything is shown. */
const Reason = z.string().trim().min(3).max(300)
const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())
/** `<category>-<tenant>.<id>`: as the log names them. What a reservation is of may have a dash in it. */
export const StreamName = z.string().regex(/^[a-z]{1,20}-[0-9a-f]{32}\.[0-9a-z_-]{1,160}$/)
const Empty = z.literal('').transform(() => undefined)
const optional = <S extends z.ZodType>(schema: S) => z.union([Empty, schema]).optional()

/** An empty filter means any. */
export const EventsQuery = PageQuery.extend({
  tenantId: optional(Id),
  type: optional(z.string().regex(/^[a-z]{1,20}\.[A-Za-z]{0,60}$/)),
  actor: optional(z.string().regex(/^[\w.-]{1,80}$/)),
  stream: optional(StreamName),
  correlationId: optional(z.string().regex(/^[0-9a-f-]{1,64}$/)),
  from: optional(Moment),
  to: optional(Moment),
  reason: optional(Reason),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export const EventList = List(AuditEvent)

export const StreamParams = z.strictObject({ stream: StreamName })
export const StreamQuery = AfterQuery.extend({
  /** Digits are a revision; anything else a moment. */
  at: optional(z.union([z.string().regex(/^\d{1,18}$/), Moment])),
  basis: z.enum(['recorded', 'occurred']).default('recorded'),
  cursor: z.string().max(500).optional(),
  reason: optional(Reason),
})
/** `changedPaths` are dotted paths into the state that this event changed. */
export const StreamEvent = AuditEvent.extend({ changedPaths: z.array(z.string()) })
export type StreamEvent = z.output<typeof StreamEvent>
export const StreamAsOf = z.strictObject({
  state: z.unknown(),
  /** The last event that counts; null when none does. */
  revision: z.string().nullable(),
  /** The last revision that the stream has now. */
  last: z.string(),
  events: z.array(StreamEvent),
  nextCursor: z.string().optional(),
})
export type StreamAsOf = z.output<typeof StreamAsOf>
