import { z } from 'zod'
import { define, Id, personal } from '../../kernel/index.ts'
import { ClickKind, LinkCode } from '../shapes.ts'

/**
 * Somebody followed a link. Lies in an intake stream with clicks of other links and tenants (design.md §4). Address, user agent and referer are under a key of the
 * tenant and day, so they end together; what is decided from them stands here in words that outlive it.
 */
export const ClickRecorded = define(
  'links.ClickRecorded',
  z.object({
    /** The `kid` that the visitor carries on to the target. */
    clickId: Id,
    linkId: Id,
    code: LinkCode,
    partnerId: Id,
    kind: ClickKind,
    /** The day in the programme's zone, YYYY-MM-DD. */
    day: z.string(),
    /** Same visitor, link and day give the same mark, and no other does: what "unique" counts. */
    visit: z.string(),
    browser: z.string(),
    device: z.enum(['desktop', 'phone', 'tablet', 'other']),
    /** The host a visitor came from; absent when the browser does not say. */
    refererHost: z.string().optional(),
    /** Whose key the personal fields are under: the tenant's for that day. */
    dayKey: Id,
    address: personal('dayKey', z.string()),
    userAgent: personal('dayKey', z.string()).optional(),
    referer: personal('dayKey', z.string()).optional(),
    /** Ties the clicks of one visitor together over days and links of the tenant, for as long as the day's key lives. */
    visitor: personal('dayKey', z.string()),
  }),
)
