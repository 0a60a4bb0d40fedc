import { ClickKind } from '@kontor/core/links'
import { z } from 'zod'

/** A calendar day of this century, in whatever zone was asked for: there were no clicks before it. */
export const Day = z.iso.date().startsWith('20')

/** One day's clicks: `clicks` is all but our own tests, of which `bots` are robots and browsers that look ahead; `unique` counts a person once a link and day. */
export const DayOfClicks = z.object({ date: Day, clicks: z.int(), unique: z.int(), bots: z.int() })
export type DayOfClicks = z.output<typeof DayOfClicks>

/** A click among the newest of its link. */
export const RecentClick = z.object({
  clickId: z.string(),
  kind: ClickKind,
  browser: z.string(),
  device: z.string(),
  refererHost: z.string().nullable(),
  occurredAt: z.string(),
})
export type RecentClick = z.output<typeof RecentClick>

/** Where the people came from and with what, robots and tests left out; and the newest clicks of every kind. */
export const Audience = z.object({
  referers: z.array(z.object({ host: z.string().nullable(), clicks: z.int() })),
  devices: z.array(z.object({ device: z.string(), clicks: z.int() })),
  recent: z.array(RecentClick),
})
export type Audience = z.output<typeof Audience>
