import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { openCursor, type Page, page, sql } from '../../kernel/index.ts'
import { PartnerListItem, type PartnerStatus } from './view.ts'

type Filter = { readonly status?: PartnerStatus | undefined; readonly q?: string | undefined }

const list = 'partners.list'

const columns = sql.fragment`
  partner_id as "partnerId", programme_id as "programmeId", name, company, email, phone, status, reason, percent,
  created_at as "createdAt", decided_at as "decidedAt", decided_by as "decidedBy"`

/** A substring, whatever its case, of what a person knows a partner by. Not a pattern: `%` and `_` mean themselves. */
const resembles = (q: string) => {
  const within = (column: string) => sql.fragment`strpos(lower(${sql.identifier([column])}), lower(${q})) > 0`
  return sql.fragment`(${sql.join(['name', 'company', 'email', 'phone'].map(within), sql.fragment` or `)})`
}

const where = (parts: readonly (ReturnType<typeof sql.fragment> | undefined)[]) =>
  sql.join([sql.fragment`true`, ...parts.filter((part) => part !== undefined)], sql.fragment` and `)

/** Newest first. `total` counts what the filter lets through, on all pages. Names no tenant: the request's role and setting, and the table's policy, do. */
export const listPartners = async (db: CommonQueryMethods, { status, q, cursor, limit }: Page & Filter) => {
  const [createdAt, partnerId] = cursor ? openCursor(list, cursor) : []
  const filter = [status && sql.fragment`status = ${status}`, q ? resembles(q) : undefined].map((part) => part || undefined)
  const onward = createdAt && partnerId ? sql.fragment`(created_at, partner_id) < (${createdAt}::timestamptz, ${partnerId})` : undefined
  const [rows, total] = await Promise.all([
    db.any(sql.type(PartnerListItem)`
      select ${columns} from partners_list where ${where([...filter, onward])} order by created_at desc, partner_id desc limit ${limit + 1}`),
    db.oneFirst(sql.type(z.object({ total: z.int() }))`select count(*)::int as total from partners_list where ${where(filter)}`),
  ])
  return { ...page(list, rows, limit, (row) => [row.createdAt, row.partnerId]), total }
}

/** Null when there is no such partner for whoever asks. */
export const findPartner = (db: CommonQueryMethods, partnerId: string): Promise<PartnerListItem | null> =>
  db.maybeOne(sql.type(PartnerListItem)`select ${columns} from partners_list where partner_id = ${partnerId}`)
