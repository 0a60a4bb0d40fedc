import { getWaiting } from '@kontor/projections/badges'
import { clicksByDay, clicksOfPartners, countClicks, dayIn, startOfDay } from '@kontor/projections/links'
import { getRequested } from '@kontor/projections/payouts'
import { figuresByDay, latestActivity, topPartners } from '@kontor/projections/reports'
import { listBalances, listOwed } from '@kontor/projections/rewards'
import type { CommonQueryMethods } from 'slonik'
import type { z } from 'zod'
import type { HttpDeps, Reader } from '../ports.ts'
import type { Metrics, NeedsYou, Overview, OverviewQuery } from './contract.ts'
import { daysOf, metricsOf } from './metrics.ts'
import { boundsOf, comparedUntil, type Period, periodAsked, previousOf } from './period.ts'
import { zoneOf } from './zone.ts'

/** Asks a view with the reader's own eyes, once it has what they have written. */
type Ask = <T>(view: string, query: (db: CommonQueryMethods) => Promise<T>) => Promise<T>

const newest = 20

/** What waits for the tenant's own people. */
const needsYou = async (ask: Ask): Promise<NeedsYou> => {
  const [{ applications, deals, duplicates }, payouts] = await Promise.all([ask('badges.counters', getWaiting), ask('payouts.list', getRequested)])
  return { applications, payouts, stuck: deals, duplicates }
}

const thisPeriod = async (ask: Ask, period: Period, partnerId: string | undefined): Promise<Pick<Overview, 'metrics' | 'byDay'>> => {
  const [clicks, figures] = await Promise.all([
    ask('links.clicks', (db) => clicksByDay(db, { ...period, partnerId })),
    ask('reports.activity', (db) => figuresByDay(db, { bounds: boundsOf(period), partnerId })),
  ])
  return { metrics: metricsOf(clicks, figures), byDay: daysOf(clicks, figures) }
}

/** The one before, as far as this one has come: whole days by the day, the last one by the moment. */
const periodBefore = async (ask: Ask, { from, tz }: Period, until: string, partnerId: string | undefined): Promise<Metrics> => {
  const lastDay = dayIn(until, tz)
  const [days, rest, figures] = await Promise.all([
    ask('links.clicks', (db) => clicksByDay(db, { from, to: lastDay, tz, partnerId })),
    ask('links.clicks', (db) => countClicks(db, { from: startOfDay(lastDay, tz).toISOString(), to: until, partnerId })),
    ask('reports.activity', (db) => figuresByDay(db, { bounds: [startOfDay(from, tz).toISOString(), until], partnerId })),
  ])
  return metricsOf([...days, rest], figures)
}

const partnersOf = async (ask: Ask, period: Period): Promise<Overview['partners']> => {
  const bounds = boundsOf(period)
  const [top, clicks] = await Promise.all([
    ask('reports.activity', (db) => topPartners(db, { from: bounds[0] ?? '', to: bounds.at(-1) ?? '' })),
    ask('links.clicks', (db) => clicksOfPartners(db, period)),
  ])
  const owed = await ask('rewards.list', (db) =>
    listOwed(
      db,
      top.map(({ partnerId }) => partnerId),
    ),
  )
  const owedTo = (partnerId: string) => owed.filter((row) => row.partnerId === partnerId).map(({ minor, currency }) => ({ minor, currency }))
  return top.map((partner) => ({ ...partner, clicks: clicks.get(partner.partnerId) ?? 0, owed: owedTo(partner.partnerId) }))
}

type Deps = Pick<HttpDeps, 'read' | 'now'>

/**
 * A home screen: what needs me, how it goes, what is owed, what has just happened. A partner's own; the tenant's for its people. Raises Refused `period.invalid`,
 * `view.late`.
 */
export const overview = async (deps: Deps, reader: Reader, { after, compare, ...asked }: z.output<typeof OverviewQuery>): Promise<Overview> => {
  const ask: Ask = (view, query) => deps.read(reader, view, after, query)
  const now = deps.now()
  const period = periodAsked(asked, asked.tz ?? (await zoneOf(deps, reader)), now)
  const previous = compare && previousOf(period)
  const isPartner = reader.role === 'partner'
  const partnerId = isPartner ? reader.partnerId : undefined
  const [shown, before, waiting, owed, partners, activity] = await Promise.all([
    thisPeriod(ask, period, partnerId),
    previous && periodBefore(ask, previous, comparedUntil(period, previous, now), partnerId),
    isPartner ? undefined : needsYou(ask),
    ask('rewards.list', (db) => listBalances(db, { partnerId })),
    isPartner ? undefined : partnersOf(ask, period),
    ask('reports.activity', (db) => latestActivity(db, { limit: newest, partnerId })),
  ])
  return {
    period,
    ...(previous && { previous: { from: previous.from, to: previous.to } }),
    ...(waiting && { needsYou: waiting }),
    ...shown,
    ...(before && { before }),
    owed: [...owed],
    ...(partners && { partners }),
    activity: [...activity],
  }
}
