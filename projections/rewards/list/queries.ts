import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { openCursor, type Page, page, sql } from '../../kernel/index.ts'
import { RewardItem, type RewardStatus } from './view.ts'

/** `from` and `to` are moments, UTC; `to` itself is not in it. */
type Filter = {
  readonly status?: RewardStatus | undefined
  readonly partnerId?: string | undefined
  readonly dealId?: string | undefined
  readonly q?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const list = 'rewards.list'

/** A column that is null in the table and absent in the answer. */
const optional = <T extends z.ZodType>(type: T) => type.nullable().transform((value) => value ?? undefined)
const { heldUntil, payoutId, payoutNumber, payoutStatus, paidAt, reference, reverses } = RewardItem.shape
const Row = RewardItem.extend({
  heldUntil: optional(heldUntil.unwrap()),
  payoutId: optional(payoutId.unwrap()),
  payoutNumber: optional(payoutNumber.unwrap()),
  payoutStatus: optional(payoutStatus.unwrap()),
  paidAt: optional(paidAt.unwrap()),
  reference: optional(reference.unwrap()),
  reverses: optional(reverses.unwrap()),
})

const money = (column: string) => sql.fragment`jsonb_build_object('minor', ${sql.identifier(['l', column])}::text, 'currency', l.currency)`

const columns = sql.fragment`
  l.reward_id as "rewardId", l.partner_id as "partnerId", coalesce(partner.name, '') as "partnerName", l.customer_id as "customerId",
  coalesce(customer.name, '') as "customerName", l.deal_id as "dealId", deal.name as "dealNumber", ${money('minor')} as amount, ${money('base')} as base,
  l.base_word as "baseWord", l.rate, l.terms_version as "termsVersion", l.status,
  case when l.status = 'held' then l.held_until end as "heldUntil", p.payout_id as "payoutId", p.number as "payoutNumber", p.status as "payoutStatus",
  p.paid_at as "paidAt", p.reference, l.reverses, l.occurred_at as "occurredAt"`

const named = (subject: string, column: string) => {
  const name = sql.identifier([subject])
  return sql.fragment`
    left join rewards_names as ${name}
      on ${name}.tenant_id = l.tenant_id and ${name}.subject = ${subject} and ${name}.id = ${sql.identifier(['l', column])}`
}

const beside = sql.fragment`
  left join rewards_payouts as p on p.tenant_id = l.tenant_id and p.payout_id = l.payout_id and l.status in ('requested', 'paid')
  ${named('partner', 'partner_id')} ${named('customer', 'customer_id')} ${named('deal', 'deal_id')}`
const tables = sql.fragment`rewards_list as l ${beside}`

/** A substring, whatever its case, of the texts shown. Not a pattern: `%` and `_` mean themselves. */
const resembles = (q: string) => sql.fragment`strpos(lower(concat_ws(chr(10), partner.name, customer.name, deal.name, p.reference)), lower(${q})) > 0`

const filtersOf = ({ status, partnerId, dealId, q, from, to }: Filter) => [
  ...(status ? [sql.fragment`l.status = ${status}`] : []),
  ...(partnerId ? [sql.fragment`l.partner_id = ${partnerId}`] : []),
  ...(dealId ? [sql.fragment`l.deal_id = ${dealId}`] : []),
  ...(q ? [resembles(q)] : []),
  ...(from ? [sql.fragment`l.occurred_at >= ${from}::timestamptz`] : []),
  ...(to ? [sql.fragment`l.occurred_at < ${to}::timestamptz`] : []),
]
const all = (conditions: readonly ReturnType<typeof sql.fragment>[]) => sql.join([sql.fragment`true`, ...conditions], sql.fragment` and `)

/**
 * Newest first. `total` counts what the filter lets through, on all pages. Names no tenant: the request's role and setting, and the tables' policies, do. Names are
 * joined to the rows of the page alone, unless they are searched.
 */
export const listRewards = async (db: CommonQueryMethods, { cursor, limit, ...filter }: Page & Filter) => {
  const [occurredAt, rewardId] = cursor ? openCursor(list, cursor) : []
  const filters = filtersOf(filter)
  const onward = occurredAt && rewardId ? [sql.fragment`(l.occurred_at, l.reward_id) < (${occurredAt}::timestamptz, ${rewardId})`] : []
  const searched = filter.q ? tables : sql.fragment`rewards_list as l`
  const [rows, total] = await Promise.all([
    db.any(sql.type(Row)`
      select ${columns}
      from (
        select l.* from ${searched} where ${all([...filters, ...onward])} order by l.occurred_at desc, l.reward_id desc limit ${limit + 1}
      ) as l ${beside}
      order by l.occurred_at desc, l.reward_id desc`),
    db.oneFirst(sql.type(z.object({ total: z.int() }))`select count(*)::int as total from ${searched} where ${all(filters)}`),
  ])
  return { ...page(list, rows, limit, (row) => [row.occurredAt, row.rewardId]), total }
}

/** Null when there is no such reward for whoever asks. */
export const findReward = (db: CommonQueryMethods, rewardId: string): Promise<RewardItem | null> =>
  db.maybeOne(sql.type(Row)`select ${columns} from ${tables} where l.reward_id = ${rewardId}`)

/** Those of them that there are for whoever asks, in the order asked. */
export const findRewards = async (db: CommonQueryMethods, rewardIds: readonly string[]): Promise<readonly RewardItem[]> => {
  const rows = await db.any(sql.type(Row)`select ${columns} from ${tables} where l.reward_id = any(${sql.array([...rewardIds], 'text')})`)
  const found = new Map(rows.map((row) => [row.rewardId, row]))
  return rewardIds.flatMap((rewardId) => found.get(rewardId) ?? [])
}
