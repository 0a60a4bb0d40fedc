import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { sql } from '../../kernel/index.ts'

const OfPartner = z.object({ partnerId: z.string(), links: z.int(), clicks: z.int() })

/** How many links each of these partners has, and how many clicks of people they had since the beginning; who has no link is left out. */
export const totalsOfPartners = (db: CommonQueryMethods, partnerIds: readonly string[]): Promise<readonly z.output<typeof OfPartner>[]> =>
  db.any(sql.type(OfPartner)`
    select z.partner_id as "partnerId", count(*)::int as links, coalesce(sum(t.clicks - t.bots), 0)::int as clicks
    from links_zones as z left join links_totals as t on t.tenant_id = z.tenant_id and t.link_id = z.link_id
    where z.partner_id = any(${sql.array([...partnerIds], 'text')}) group by z.partner_id`)

type Days = { readonly from: string; readonly to: string }

/** Clicks of people by partner in days of `[from, to)`, as the zones of the links count days; who had none is left out. */
export const clicksOfPartners = async (db: CommonQueryMethods, { from, to }: Days): Promise<ReadonlyMap<string, number>> => {
  const rows = await db.any(sql.type(OfPartner.omit({ links: true }))`
    select partner_id as "partnerId", sum(clicks - bots)::int as clicks from links_by_day where day >= ${from}::date and day < ${to}::date group by partner_id`)
  return new Map(rows.map(({ partnerId, clicks }) => [partnerId, clicks]))
}

type Moments = { readonly from: string; readonly to: string; readonly partnerId?: string | undefined }
const Counted = z.object({ clicks: z.int(), unique: z.int() })

/** Clicks of people between two moments, UTC: for the part of a day that has gone by. Reads the clicks themselves. */
export const countClicks = (db: CommonQueryMethods, { from, to, partnerId }: Moments): Promise<z.output<typeof Counted>> =>
  db.one(sql.type(Counted)`
    select count(*)::int as clicks, (count(distinct c.visit) filter (where c.kind = 'person'))::int as unique
    from links_zones as l join links_clicks as c on c.tenant_id = l.tenant_id and c.link_id = l.link_id
    where c.kind in ('person', 'duplicate') and c.occurred_at >= ${from}::timestamptz and c.occurred_at < ${to}::timestamptz
      and ${partnerId ? sql.fragment`l.partner_id = ${partnerId}` : sql.fragment`true`}`)
