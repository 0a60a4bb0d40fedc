import { Touch } from '@kontor/core/deals'
import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { sql } from '../../kernel/index.ts'
import { daysBack, startOfDay } from './days.ts'
import { DayOfClicks, RecentClick } from './view.ts'

/** `[from, to)` in calendar days of a zone. */
export type Period = { readonly from: string; readonly to: string; readonly tz: string }
type Scope = { readonly linkId?: string | undefined; readonly partnerId?: string | undefined }

const within = ({ linkId, partnerId }: Scope) => {
  const parts = [
    ...(linkId === undefined ? [] : [sql.fragment`link_id = ${linkId}`]),
    ...(partnerId === undefined ? [] : [sql.fragment`partner_id = ${partnerId}`]),
  ]
  return sql.join([sql.fragment`true`, ...parts], sql.fragment` and `)
}

/** Days were counted in the zones of the links; asked for in another, they are counted anew from the clicks themselves. */
const areCountedIn = (db: CommonQueryMethods, scope: Scope, tz: string): Promise<boolean> =>
  db.oneFirst(sql.type(z.object({ counted: z.boolean() }))`
    select not exists (select from links_zones where time_zone <> ${tz} and ${within(scope)}) as counted`)

const fromDays = (db: CommonQueryMethods, scope: Scope, { from, to }: Period) =>
  db.any(sql.type(DayOfClicks)`
    select day as date, sum(clicks)::int as clicks, sum(uniques)::int as unique, sum(bots)::int as bots
    from links_by_day where day >= ${from}::date and day < ${to}::date and ${within(scope)}
    group by day`)

/** The bounds of the days are reckoned here: Postgres may know other rules of a zone than this process does. */
const fromClicks = (db: CommonQueryMethods, scope: Scope, { from, to, tz }: Period) => {
  const days = daysBack(from, to).toReversed()
  const bounds = [...days, to].map((day) => startOfDay(day, tz).toISOString())
  return db.any(sql.type(DayOfClicks)`
    select (${sql.array(days, 'text')})[width_bucket(c.occurred_at, ${sql.array(bounds, 'timestamptz')})] as date, count(*)::int as clicks,
      (count(distinct c.visit) filter (where c.kind = 'person'))::int as unique, (count(*) filter (where c.kind in ('bot', 'prefetch')))::int as bots
    from (select tenant_id, link_id from links_zones where ${within(scope)}) as l
    join links_clicks as c on c.tenant_id = l.tenant_id and c.link_id = l.link_id
    where c.kind <> 'test' and c.occurred_at >= ${bounds.at(0) ?? ''}::timestamptz and c.occurred_at < ${bounds.at(-1) ?? ''}::timestamptz
    group by 1`)
}

/**
 * Clicks of a link, a partner or the whole tenant by day, every day of the period in it, the latest first. In the zone of the programme it reads one row a link
 * and day; in any other it counts the clicks of the period.
 */
export const clicksByDay = async (db: CommonQueryMethods, { linkId, partnerId, ...period }: Scope & Period): Promise<DayOfClicks[]> => {
  const days = daysBack(period.from, period.to)
  if (days.length === 0) return []
  const scope = { linkId, partnerId }
  const rows = await ((await areCountedIn(db, scope, period.tz)) ? fromDays : fromClicks)(db, scope, period)
  const byDate = new Map(rows.map((row) => [row.date, row]))
  return days.map((date) => byDate.get(date) ?? { date, clicks: 0, unique: 0, bots: 0 })
}

const Totals = z.object({ linkId: z.string(), clicks: z.int(), unique: z.int(), bots: z.int() })

/** What each of these links was clicked since it was made; a link that never was is left out. */
export const totalsOf = async (db: CommonQueryMethods, linkIds: readonly string[]) => {
  const rows = await db.any(sql.type(Totals)`
    select link_id as "linkId", clicks, uniques as unique, bots from links_totals where link_id = any(${sql.array([...linkIds], 'text')})`)
  return new Map(rows.map(({ linkId, ...totals }) => [linkId, totals]))
}

const shown = 10
const newest = 20

/** Where a link's people come from and with what, the most frequent ten; and its newest twenty clicks, whenever they were. */
export const audienceOf = async (db: CommonQueryMethods, { linkId, from, to, tz }: Period & { readonly linkId: string }) => {
  const people = sql.fragment`
    from links_clicks where link_id = ${linkId} and kind in ('person', 'duplicate')
    and occurred_at >= ${startOfDay(from, tz).toISOString()}::timestamptz and occurred_at < ${startOfDay(to, tz).toISOString()}::timestamptz`
  const referers = await db.any(sql.type(z.object({ host: z.string().nullable(), clicks: z.int() }))`
    select referer_host as host, count(*)::int as clicks ${people} group by referer_host order by clicks desc, host limit ${shown}`)
  const devices = await db.any(sql.type(z.object({ device: z.string(), clicks: z.int() }))`
    select device, count(*)::int as clicks ${people} group by device order by clicks desc, device`)
  const recent = await db.any(sql.type(RecentClick)`
    select click_id as "clickId", kind, browser, device, referer_host as "refererHost", occurred_at as "occurredAt"
    from links_clicks where link_id = ${linkId} order by occurred_at desc, click_id desc limit ${newest}`)
  return { referers: [...referers], devices: [...devices], recent: [...recent] }
}

const touchDays = 30
/** An attribution names them all, so there is an end to them. */
const touchesAtMost = 50

/**
 * A click, and what else its visitor followed in the tenant within thirty days before it, the latest first; none for a click that is not there. To be asked as
 * the tenant, since attribution looks over all partners (money.md 2a). Robots and tests bring nobody.
 */
export const findTouches = (db: CommonQueryMethods, { clickId }: { readonly clickId: string }): Promise<readonly Touch[]> =>
  db.any(sql.type(Touch)`
    with named as (select tenant_id, visitor, occurred_at from links_clicks where click_id = ${clickId})
    select c.click_id as "clickId", c.link_id as "linkId", c.partner_id as "partnerId", c.occurred_at as "occurredAt", c.stream, c.revision::text as revision
    from named as n join links_clicks as c on c.tenant_id = n.tenant_id and (c.click_id = ${clickId} or c.visitor = n.visitor)
    where c.click_id = ${clickId} or (
      c.kind in ('person', 'duplicate') and c.occurred_at <= n.occurred_at and c.occurred_at >= n.occurred_at - make_interval(days => ${touchDays})
    )
    order by c.occurred_at desc, c.revision desc limit ${touchesAtMost}`)
