import { z } from 'zod'

/** Opaque to clients; digits to us. */
export const Position = z.string().regex(/^\d{1,20}$/)

/** Every command answers where the log stood when it was done; give it to a query's `after` to read your own write. */
export const Accepted = z.strictObject({ position: Position })
export const PageQuery = z.strictObject({
  after: Position.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const AfterQuery = PageQuery.pick({ after: true })
export const List = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().optional(), total: z.int().optional() })

/** RFC 9457, with a stable `code` and pointers into the body. `correlationId` finds the request in the log. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  correlationId: z.string().optional(),
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
  /** Only with `partner.pending`: opens the applicant's own application for 30 minutes. */
  ticket: z.string().optional(),
})
export type Problem = z.output<typeof Problem>
