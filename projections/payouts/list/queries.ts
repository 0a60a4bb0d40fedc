import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { openCursor, type Page, page, sql } from '../../kernel/index.ts'
import { PayoutItem, type PayoutStatus } from './view.ts'

type Filter = { readonly status?: PayoutStatus | undefined; readonly partnerId?: string | undefined }

const list = 'payouts.list'

/** A column that is null in the table and absent in the answer. */
const optional = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined)
const Row = PayoutItem.extend({
  ...{ comment: optional, decisionComment: optional, reference: optional, reason: optional },
  ...{ decidedAt: optional, decidedBy: optional, paidAt: optional },
})
const RowWithRewards = Row.extend({ rewardIds: z.array(z.string()) })

const columns = sql.fragment`
  l.payout_id as "payoutId", l.number, l.partner_id as "partnerId", coalesce(n.name, '') as "partnerName",
  jsonb_build_object('minor', l.minor::text, 'currency', l.currency) as amount, l.status, cardinality(l.reward_ids) as rows, l.comment,
  l.decision_comment as "decisionComment", l.reference, l.reason, l.requested_at as "requestedAt", l.decided_at as "decidedAt",
  l.decided_by as "decidedBy", l.paid_at as "paidAt"`
const tables = sql.fragment`
  payouts_list as l left join payouts_names as n on n.tenant_id = l.tenant_id and n.subject = 'partner' and n.id = l.partner_id`

const filtersOf = ({ status, partnerId }: Filter) => [
  ...(status ? [sql.fragment`l.status = ${status}`] : []),
  ...(partnerId ? [sql.fragment`l.partner_id = ${partnerId}`] : []),
]
const all = (conditions: readonly ReturnType<typeof sql.fragment>[]) => sql.join([sql.fragment`true`, ...conditions], sql.fragment` and `)

/** Newest first. `total` counts what the filter lets through, on all pages. Names no tenant: the request's role and setting, and the tables' policies, do. */
export const listPayouts = async (db: CommonQueryMethods, { cursor, limit, ...filter }: Page & Filter) => {
  const [requestedAt, payoutId] = cursor ? openCursor(list, cursor) : []
  const filters = filtersOf(filter)
  const onward = requestedAt && payoutId ? [sql.fragment`(l.requested_at, l.payout_id) < (${requestedAt}::timestamptz, ${payoutId})`] : []
  const [rows, total] = await Promise.all([
    db.any(sql.type(Row)`
      select ${columns} from ${tables} where ${all([...filters, ...onward])} order by l.requested_at desc, l.payout_id desc limit ${limit + 1}`),
    db.oneFirst(sql.type(z.object({ total: z.int() }))`select count(*)::int as total from payouts_list as l where ${all(filters)}`),
  ])
  return { ...page(list, rows, limit, (row) => [row.requestedAt, row.payoutId]), total }
}

/** With the rewards in it. Null when there is no such payout for whoever asks. */
export const findPayout = (db: CommonQueryMethods, payoutId: string): Promise<z.output<typeof RowWithRewards> | null> =>
  db.maybeOne(sql.type(RowWithRewards)`select ${columns}, l.reward_ids as "rewardIds" from ${tables} where l.payout_id = ${payoutId}`)

const Waiting = PayoutItem.shape.amount.extend({ count: z.int() })

/** What waits for a decision: how many requests, and their sums, the largest first. */
export const getRequested = async (db: CommonQueryMethods) => {
  const rows = await db.any(sql.type(Waiting)`
    select count(*)::int as count, sum(minor)::text as minor, currency from payouts_list where status = 'requested'
    group by currency order by sum(minor) desc`)
  return { count: rows.reduce((sum, { count }) => sum + count, 0), amounts: rows.map(({ minor, currency }) => ({ minor, currency })) }
}
