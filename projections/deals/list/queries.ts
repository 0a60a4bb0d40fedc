import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { openCursor, type Page, page, sql } from '../../kernel/index.ts'
import { crmOf, dealColumns, dealRow, money, resembles, rewardOf, rewardSummaryOf, where } from '../parts/asking.ts'
import { DealItem, type DealStatus } from './view.ts'

type Filter = {
  readonly status?: DealStatus | undefined
  readonly partnerId?: string | undefined
  /** Only those that the CRM refused. */
  readonly stuck?: boolean | undefined
  readonly q?: string | undefined
  /** Whether `q` looks at the partner's name too, which in a partner's own list is everybody's. */
  readonly amongPartners?: boolean | undefined
}

const list = 'deals.list'
const { amount: _, refunded: __, crm: ___, reward: ____, ...plain } = DealItem.shape
const DealRow = z.object({ ...dealRow, ...plain, refunded: z.string().nullable() })
type DealRow = z.output<typeof DealRow>

const columns = sql.fragment`
  ${dealColumns}, d.customer_id as "customerId", coalesce(c.name, '') as "customerName", d.partner_id as "partnerId", coalesce(n.name, '') as "partnerName",
  d.stage_since as "stageSince", d.refunded, d.opened_at as "openedAt", d.won_at as "wonAt", d.lost_reason as "lostReason", d.occurred_at as "occurredAt"`

const joined = sql.fragment`
  deals_list as d
  ${rewardOf('deals_list_rewards', 'deals_list_payouts')}
  left join deals_list_customers as c on c.tenant_id = d.tenant_id and c.customer_id = d.customer_id
  left join deals_list_partners as n on n.tenant_id = d.tenant_id and n.partner_id = d.partner_id`

const searched = (q: string, amongPartners: boolean) => {
  const texts = [sql.fragment`c.name`, sql.fragment`d.external_id`]
  return sql.fragment`(${resembles(q, amongPartners ? [...texts, sql.fragment`n.name`] : texts)})`
}

const itemOf = (row: DealRow): DealItem => {
  const crm = crmOf(row)
  const reward = rewardSummaryOf(row)
  return {
    ...z.object(plain).parse(row),
    amount: money(row.amount, row.currency),
    refunded: money(row.refunded, row.currency),
    ...(crm && { crm }),
    ...(reward && { reward }),
  }
}

/** Newest first. `total` counts what the filter lets through, on all pages. Names no tenant: the request's role and setting, and the tables' policies, do. */
export const listDeals = async (db: CommonQueryMethods, { cursor, limit, ...asked }: Page & Filter) => {
  const { status, partnerId, stuck, q, amongPartners = false } = asked
  const [openedAt, dealId] = cursor ? openCursor(list, cursor) : []
  const filter = [
    status && sql.fragment`d.status = ${status}`,
    partnerId && sql.fragment`d.partner_id = ${partnerId}`,
    stuck && sql.fragment`d.crm_state = 'failed'`,
    q && searched(q, amongPartners),
  ]
  const onward = openedAt && dealId ? sql.fragment`(d.opened_at, d.deal_id) < (${openedAt}::timestamptz, ${dealId})` : undefined
  const [rows, total] = await Promise.all([
    db.any(sql.type(DealRow)`
      select ${columns} from ${joined} where ${where([...filter, onward])} order by d.opened_at desc, d.deal_id desc limit ${limit + 1}`),
    db.oneFirst(sql.type(z.object({ total: z.int() }))`
      select count(*)::int as total from ${q ? joined : sql.fragment`deals_list as d`} where ${where(filter)}`),
  ])
  const paged = page(list, rows, limit, (row) => [row.openedAt, row.dealId])
  return { ...paged, items: paged.items.map(itemOf), total }
}

/** Null when there is no such deal for whoever asks. */
export const findDeal = async (db: CommonQueryMethods, dealId: string): Promise<DealItem | null> => {
  const row = await db.maybeOne(sql.type(DealRow)`select ${columns} from ${joined} where d.deal_id = ${dealId}`)
  return row && itemOf(row)
}
