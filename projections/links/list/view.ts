import { Currency, Id } from '@kontor/core/kernel'
import { LinkCode, LinkType, Utm } from '@kontor/core/links'
import { z } from 'zod'

export const LinkStatus = z.enum(['active', 'deactivated'])
export type LinkStatus = z.output<typeof LinkStatus>

/**
 * A partner's link with its figures since it was made; what they mean is told at `DayOfClicks`. `earned` is accrued less taken back, one row a
 * currency. Clicks, unique and bots are counted in `links.clicks`, the rest in `links.list`: a screen that shows them all listens to both.
 */
export const LinkItem = z.object({
  linkId: Id,
  code: LinkCode,
  partnerId: Id,
  partnerName: z.string(),
  type: LinkType,
  title: z.string(),
  targetUrl: z.string().nullable(),
  utm: Utm,
  status: LinkStatus,
  createdAt: z.string(),
  clicks: z.int(),
  unique: z.int(),
  bots: z.int(),
  customers: z.int(),
  earned: z.array(z.object({ minor: z.string(), currency: Currency })),
})
export type LinkItem = z.output<typeof LinkItem>
