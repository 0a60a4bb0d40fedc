import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { sql } from '../../kernel/index.ts'
import { Activity, PartnerSums, TopPartner } from './view.ts'

/** Naming the partner lets an index find their rows; that nobody sees more than their own is the policies' doing. */
type Scope = { readonly partnerId?: string | undefined }
const of = ({ partnerId }: Scope) => (partnerId ? sql.fragment`partner_id = ${partnerId}` : sql.fragment`true`)

/** Sums by currency as one value, the largest first; those that are nothing are left out. */
const amounts = (column: string) => {
  const minor = sql.identifier([column])
  return sql.fragment`
    coalesce(jsonb_agg(jsonb_build_object('minor', ${minor}::text, 'currency', currency) order by ${minor} desc, currency) filter (where ${minor} <> 0), '[]')`
}

const Day = z.object({
  nth: z.int(),
  currency: z.string(),
  customers: z.int(),
  deals: z.int(),
  won: z.int(),
  wonMinor: z.string(),
  earnedMinor: z.string(),
})
export type DayOfFigures = z.output<typeof Day>

/** Figures by day and currency, of days that had any; `bounds` are where the days begin and the last one ends, `nth` counts them from 0. */
export const figuresByDay = (
  db: CommonQueryMethods,
  { bounds, ...scope }: Scope & { readonly bounds: readonly string[] },
): Promise<readonly DayOfFigures[]> =>
  db.any(sql.type(Day)`
    select width_bucket(at, ${sql.array([...bounds], 'timestamptz')}) - 1 as nth, currency, sum(customers)::int as customers, sum(deals)::int as deals,
      sum(won)::int as won, sum(won_minor)::text as "wonMinor", sum(earned_minor)::text as "earnedMinor"
    from reports_buckets
    where at >= ${bounds[0] ?? null}::timestamptz and at < ${bounds.at(-1) ?? null}::timestamptz and ${of(scope)}
    group by nth, currency order by nth, currency`)

const partnerColumns = sql.fragment`
  partner_id as "partnerId", sum(customers)::int as customers, sum(won)::int as won, ${amounts('won_minor')} as amount, ${amounts('earned_minor')} as reward`

type Between = { readonly from: string; readonly to: string }

/** The ten partners who won the most between two moments, each by their largest sum in any one currency. */
export const topPartners = (db: CommonQueryMethods, { from, to }: Between): Promise<readonly TopPartner[]> =>
  db.any(sql.type(TopPartner)`
    select p.*, coalesce(n.name, '') as name
    from (
      select ${partnerColumns}, max(won_minor) as most, sum(customers) as brought
      from (
        select tenant_id, partner_id, currency, sum(customers) as customers, sum(won) as won, sum(won_minor) as won_minor, sum(earned_minor) as earned_minor
        from reports_buckets where at >= ${from}::timestamptz and at < ${to}::timestamptz group by tenant_id, partner_id, currency
      ) as b
      group by tenant_id, partner_id order by most desc, brought desc, partner_id limit 10
    ) as p
    left join reports_names as n on n.subject = 'partner' and n.id = p."partnerId"
    order by p.most desc, p.brought desc, p."partnerId"`)

/** What these partners have brought since the beginning; who has brought nothing is left out. */
export const listPartnerSums = (db: CommonQueryMethods, partnerIds: readonly string[]): Promise<readonly PartnerSums[]> =>
  db.any(sql.type(PartnerSums)`
    select ${partnerColumns} from reports_totals where partner_id = any(${sql.array([...partnerIds], 'text')}) group by partner_id`)

/** A column that is null in the table and absent in the answer. */
const optional = <T extends z.ZodType>(type: T) => type.nullable().transform((value) => value ?? undefined)
const { partnerName, customerName, dealId, dealNumber, amount, rewardId, payoutId, payoutNumber } = Activity.shape
const Row = Activity.extend({
  partnerName: optional(partnerName.unwrap()),
  customerName: optional(customerName.unwrap()),
  dealId: optional(dealId.unwrap()),
  dealNumber: optional(dealNumber.unwrap()),
  amount: optional(amount.unwrap()),
  rewardId: optional(rewardId.unwrap()),
  payoutId: optional(payoutId.unwrap()),
  payoutNumber: optional(payoutNumber.unwrap()),
})

const named = (subject: string, column: string) => {
  const name = sql.identifier([subject])
  return sql.fragment`
    left join reports_names as ${name} on ${name}.tenant_id = l.tenant_id and ${name}.subject = ${subject} and ${name}.id = ${sql.identifier(['l', column])}`
}

/** What has just happened, the newest first. */
export const latestActivity = (db: CommonQueryMethods, { limit, ...scope }: Scope & { readonly limit: number }): Promise<readonly Activity[]> =>
  db.any(sql.type(Row)`
    select l.kind, l.occurred_at as "occurredAt", partner.name as "partnerName", customer.name as "customerName", l.deal_id as "dealId",
      deal.name as "dealNumber", l.reward_id as "rewardId", l.payout_id as "payoutId", coalesce(l.payout_number, asked.payout_number) as "payoutNumber",
      case when coalesce(l.minor, asked.minor) is not null
        then jsonb_build_object('minor', coalesce(l.minor, asked.minor)::text, 'currency', coalesce(l.currency, asked.currency)) end as amount
    from (select * from reports_latest where ${of(scope)} order by occurred_at desc, position desc limit ${limit}) as l
    ${named('partner', 'partner_id')} ${named('customer', 'customer_id')} ${named('deal', 'deal_id')}
    left join lateral (
      select r.payout_number, r.minor, r.currency from reports_latest as r
      where r.tenant_id = l.tenant_id and r.payout_id = l.payout_id and r.kind = 'payout-requested' and l.kind = 'payout-paid' limit 1
    ) as asked on true
    order by l.occurred_at desc, l.position desc`)
