import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { openCursor, type Page, page, sql } from '../../kernel/index.ts'
import { LinkItem, type LinkStatus } from './view.ts'

type Filter = {
  readonly q?: string | undefined
  readonly type?: LinkItem['type'] | undefined
  readonly status?: LinkStatus | undefined
  readonly partnerId?: string | undefined
}

/** A link without the figures of its clicks, which are another view's. */
const Row = LinkItem.omit({ clicks: true, unique: true, bots: true })

const list = 'links.list'

const columns = sql.fragment`
  l.link_id as "linkId", l.code, l.partner_id as "partnerId", coalesce(p.name, '') as "partnerName", l.type, l.title, l.target_url as "targetUrl", l.utm,
  l.status, l.created_at as "createdAt", l.customers,
  (
    select coalesce(jsonb_agg(jsonb_build_object('minor', e.minor::text, 'currency', e.currency) order by e.minor desc, e.currency), '[]')
    from links_earned as e where e.tenant_id = l.tenant_id and e.link_id = l.link_id
  ) as earned`
const tables = sql.fragment`links_list as l left join links_partners as p on p.tenant_id = l.tenant_id and p.partner_id = l.partner_id`

/** A substring, whatever its case, of what is shown of a link. Not a pattern: `%` and `_` mean themselves. */
const resembles = (q: string) => {
  const within = (column: ReturnType<typeof sql.fragment>) => sql.fragment`strpos(lower(${column}), lower(${q})) > 0`
  const shown = [sql.fragment`l.title`, sql.fragment`l.code`, sql.fragment`l.target_url`, sql.fragment`p.name`]
  return sql.fragment`(${sql.join(shown.map(within), sql.fragment` or `)})`
}

const where = ({ q, type, status, partnerId }: Filter, onward?: ReturnType<typeof sql.fragment>) => {
  const parts = [
    ...(q ? [resembles(q)] : []),
    ...(type ? [sql.fragment`l.type = ${type}`] : []),
    ...(status ? [sql.fragment`l.status = ${status}`] : []),
    ...(partnerId ? [sql.fragment`l.partner_id = ${partnerId}`] : []),
    ...(onward ? [onward] : []),
  ]
  return sql.join([sql.fragment`true`, ...parts], sql.fragment` and `)
}

/** Newest first. `total` counts what the filter lets through, on all pages. */
export const listLinks = async (db: CommonQueryMethods, { cursor, limit, ...filter }: Page & Filter) => {
  const [createdAt, linkId] = cursor ? openCursor(list, cursor) : []
  const onward = createdAt && linkId ? sql.fragment`(l.created_at, l.link_id) < (${createdAt}::timestamptz, ${linkId})` : undefined
  const [rows, total] = await Promise.all([
    db.any(sql.type(Row)`
      select ${columns} from ${tables} where ${where(filter, onward)} order by l.created_at desc, l.link_id desc limit ${limit + 1}`),
    db.oneFirst(sql.type(z.object({ total: z.int() }))`select count(*)::int as total from ${tables} where ${where(filter)}`),
  ])
  return { ...page(list, rows, limit, (row) => [row.createdAt, row.linkId]), total }
}

/** Null when there is no such link for whoever asks. */
export const findLink = (db: CommonQueryMethods, linkId: string) =>
  db.maybeOne(sql.type(Row)`select ${columns} from ${tables} where l.link_id = ${linkId}`)
