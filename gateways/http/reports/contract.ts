import { Currency, Id, TimeZone } from '@kontor/core/kernel'
import { Activity, ActivityKind, Figures, TopPartner } from '@kontor/projections/reports/activity/view'
import { Balance } from '@kontor/projections/rewards/list/view'
import { z } from 'zod'
import { AfterQuery } from '../contract.ts'

export { Activity, ActivityKind }

const Amounts = z.array(z.object({ minor: z.string(), currency: Currency }))
const Day = z.iso.date()

/** Days of `[from, to)` in `tz`; the month to date in the programme's zone by default. */
export const OverviewQuery = AfterQuery.extend({
  from: Day.optional(),
  to: Day.optional(),
  tz: TimeZone.optional(),
  compare: z.enum(['previous']).optional(),
})

/** Clicks are people's, tests and robots out; unique is one visitor a link a day (ui.md §3.5). */
export const Metrics = Figures.extend({ clicks: z.int(), unique: z.int() })
export type Metrics = z.output<typeof Metrics>

/** What waits for the tenant's own people. */
export const NeedsYou = z.object({
  applications: z.int(),
  payouts: z.object({ count: z.int(), amounts: Amounts }),
  /** Deals that the CRM did not take. */
  stuck: z.int(),
  /** Customers whom another partner brought first. */
  duplicates: z.int(),
})

export type NeedsYou = z.output<typeof NeedsYou>

/** A home screen in one call. */
export const Overview = z.strictObject({
  period: z.object({ from: Day, to: Day, tz: z.string() }),
  /** The same elapsed span before, with `compare=previous`. */
  previous: z.object({ from: Day, to: Day }).optional(),
  needsYou: NeedsYou.optional(),
  metrics: Metrics,
  before: Metrics.optional(),
  byDay: z.array(z.object({ date: Day, clicks: z.int(), unique: z.int(), customers: z.int(), won: z.int() })),
  /** Owed now, not the period's. */
  owed: z.array(Balance),
  /** The ten who won the most in the period; not for partners. */
  partners: z.array(TopPartner.extend({ partnerId: Id, clicks: z.int(), owed: Amounts })).optional(),
  activity: z.array(Activity),
})
export type Overview = z.output<typeof Overview>
