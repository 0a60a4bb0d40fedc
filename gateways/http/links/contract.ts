import { Id, Line, TimeZone } from '@kontor/core/kernel'
import { LinkCode, LinkType, Target, Utm } from '@kontor/core/links'
import { Audience, Day, DayOfClicks } from '@kontor/projections/links/clicks/view'
import { LinkItem, LinkStatus } from '@kontor/projections/links/list/view'
import { z } from 'zod'
import { Accepted, AfterQuery, List, PageQuery, Position } from '../contract.ts'
import { CustomerFields, CustomerReferred } from '../deals/contract.ts'

export { Accepted, AfterQuery, LinkStatus, LinkType }

export const LinksQuery = PageQuery.extend({
  q: z.string().trim().min(1).max(200).optional(),
  type: LinkType.optional(),
  status: LinkStatus.optional(),
  partnerId: Id.optional(),
})
/** `url` is the address that is given away: it counts, then leads on. */
export const LinkShown = LinkItem.extend({ url: z.string() })
export type LinkShown = z.output<typeof LinkShown>
export const LinkList = List(LinkShown)
export const LinkId = z.strictObject({ linkId: Id })

export const NewLink = z
  .strictObject({ type: LinkType, title: Line(120), targetUrl: Target.optional(), landingId: Id.optional(), utm: Utm.optional() })
  .refine(({ type, targetUrl }) => type !== 'direct' || targetUrl !== undefined, { path: ['targetUrl'], message: 'A direct link leads somewhere' })
export type NewLink = z.output<typeof NewLink>
export const LinkMade = Accepted.extend({ linkId: Id, code: LinkCode, url: z.string() })
export const LinkChanges = z.strictObject({
  title: Line(120).optional(),
  targetUrl: Target.optional(),
  utm: Utm.optional(),
  active: z.boolean().optional(),
})

export const EmbedCode = z.strictObject({ html: z.string() })
/** `size` is the width in pixels, `margin` the quiet zone in modules; a reader needs four. `download=1` names a file. */
export const QrQuery = AfterQuery.extend({
  size: z.coerce.number().int().min(128).max(2048).default(512),
  margin: z.coerce.number().int().min(0).max(16).default(4),
  download: z.literal('1').optional(),
})

/** `[from, to)` in days of the zone; by default the last thirty days with today, in the zone of the link's programme. */
export const ClicksQuery = AfterQuery.extend({ from: Day.optional(), to: Day.optional(), tz: TimeZone.optional() })
export const ClicksByDay = z.strictObject({ items: z.array(DayOfClicks) })
export const LinkAudience = Audience

/** A pass through the redirect as a visitor would take it, left out of every figure. */
export const LinkTested = z.strictObject({ status: z.literal(302), location: z.string(), clickId: Id, position: Position })

/** What a visitor leaves in the form of a link. One of phone and e-mail must be among it; `kid` is the click that led here. */
export const FormPost = CustomerFields.extend({ consent: z.literal(true), kid: Id.optional() })
export const FormSent = CustomerReferred
