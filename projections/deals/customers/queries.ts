import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { openCursor, type Page, page, sql } from '../../kernel/index.ts'
import { crmOf, dealColumns, dealRow, digitsOf, money, resembles, rewardOf, rewardSummaryOf, where } from '../parts/asking.ts'
import { CustomerItem, type CustomerSource, type CustomerStatus } from './view.ts'

type Filter = {
  readonly status?: CustomerStatus | undefined
  readonly source?: CustomerSource | undefined
  readonly partnerId?: string | undefined
  /** Only those about whom the operator must decide. */
  readonly waits?: boolean | undefined
  readonly q?: string | undefined
  /** Whether `q` looks at the partner's name too, which in a partner's own list is everybody's. */
  readonly amongPartners?: boolean | undefined
}

const list = 'deals.customers'
const { deal: _, crm: __, reward: ___, linkId, linkTitle, clickId, duplicateOf, ...plain } = CustomerItem.shape
const CustomerRow = z.object({
  ...plain,
  linkId: linkId.unwrap().nullable(),
  linkTitle: linkTitle.unwrap().nullable(),
  clickId: clickId.unwrap().nullable(),
  duplicateOf: duplicateOf.unwrap().nullable(),
  ...dealRow,
})
type CustomerRow = z.output<typeof CustomerRow>

const customerColumns = sql.fragment`
  c.customer_id as "customerId", c.partner_id as "partnerId", coalesce(n.name, '') as "partnerName", c.name, c.phone, c.email, c.company, c.comment,
  c.source, c.link_id as "linkId", l.title as "linkTitle", c.click_id as "clickId", c.created_at as "createdAt", o.customer_id as "duplicateOf",
  c.waits, c.suspicious`

/** The newest deal speaks for its customer. `o` is who was there first, whom the table's policy hides from a partner when it is another's. */
const joined = sql.fragment`
  deals_customers as c
  left join lateral (
    select * from deals_customers_deals as own
    where own.tenant_id = c.tenant_id and own.customer_id = c.customer_id order by own.opened_at desc, own.deal_id desc limit 1
  ) as d on true
  ${rewardOf('deals_customers_rewards', 'deals_customers_payouts')}
  left join deals_customers_partners as n on n.tenant_id = c.tenant_id and n.partner_id = c.partner_id
  left join deals_customers_links as l on l.tenant_id = c.tenant_id and l.link_id = c.link_id
  left join deals_customers as o on o.tenant_id = c.tenant_id and o.customer_id = c.duplicate_of`

const searched = (q: string, amongPartners: boolean) => {
  const texts = [sql.fragment`c.name`, sql.fragment`c.phone`, sql.fragment`c.email`, sql.fragment`c.company`, sql.fragment`d.external_id`]
  const digits = digitsOf(q)
  const byNumber = digits ? sql.fragment`or strpos(regexp_replace(c.phone, '\\D', '', 'g'), ${digits}) > 0` : sql.fragment``
  return sql.fragment`(${resembles(q, amongPartners ? [...texts, sql.fragment`n.name`] : texts)} ${byNumber})`
}

const itemOf = (row: CustomerRow): CustomerItem => {
  const { linkId, linkTitle, clickId, duplicateOf, dealId, status, number, stage, stageName, amount, currency, heldUntil } = row
  const sale = money(amount, currency)
  const crm = crmOf(row)
  const reward = rewardSummaryOf(row)
  return {
    ...z.object(plain).parse(row),
    ...(linkId !== null && { linkId }),
    ...(linkTitle !== null && { linkTitle }),
    ...(clickId !== null && { clickId }),
    ...(duplicateOf !== null && { duplicateOf }),
    ...(dealId !== null && status !== null && { deal: { dealId, number, stage, stageName, status, ...(sale && { amount: sale }) } }),
    ...(crm && { crm }),
    ...(reward && { reward: { ...reward, ...(reward.status === 'held' && heldUntil !== null && { heldUntil }) } }),
  }
}

/** Newest first. `total` counts what the filter lets through, on all pages. Names no tenant: the request's role and setting, and the tables' policies, do. */
export const listCustomers = async (db: CommonQueryMethods, { cursor, limit, ...asked }: Page & Filter) => {
  const { status, source, partnerId, waits, q, amongPartners = false } = asked
  const [createdAt, customerId] = cursor ? openCursor(list, cursor) : []
  const ofDeal = [
    status && (status === 'none' ? sql.fragment`d.deal_id is null` : sql.fragment`d.status = ${status}`),
    q && searched(q, amongPartners),
  ]
  const filter = [
    ...ofDeal,
    source && sql.fragment`c.source = ${source}`,
    partnerId && sql.fragment`c.partner_id = ${partnerId}`,
    waits && sql.fragment`c.waits`,
  ]
  const onward = createdAt && customerId ? sql.fragment`(c.created_at, c.customer_id) < (${createdAt}::timestamptz, ${customerId})` : undefined
  // Without a question about deals or names, those who only count need not look at any.
  const counted = ofDeal.some(Boolean) ? joined : sql.fragment`deals_customers as c`
  const [rows, total] = await Promise.all([
    db.any(sql.type(CustomerRow)`
      select ${customerColumns}, ${dealColumns} from ${joined} where ${where([...filter, onward])}
      order by c.created_at desc, c.customer_id desc limit ${limit + 1}`),
    db.oneFirst(sql.type(z.object({ total: z.int() }))`select count(*)::int as total from ${counted} where ${where(filter)}`),
  ])
  const paged = page(list, rows, limit, (row) => [row.createdAt, row.customerId])
  return { ...paged, items: paged.items.map(itemOf), total }
}

/** Null when there is no such customer for whoever asks. */
export const findCustomer = async (db: CommonQueryMethods, customerId: string): Promise<CustomerItem | null> => {
  const row = await db.maybeOne(sql.type(CustomerRow)`select ${customerColumns}, ${dealColumns} from ${joined} where c.customer_id = ${customerId}`)
  return row && itemOf(row)
}
