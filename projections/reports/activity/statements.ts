import { sql } from '../../kernel/index.ts'
import type { Rows } from './fold.ts'

const factsOf = (rows: Rows['facts']) =>
  sql.unnest(
    rows.map(({ tenantId, partnerId, at, position, currency, customers, deals, earned }) => [
      tenantId,
      partnerId,
      at,
      position,
      currency,
      customers,
      deals,
      earned,
    ]),
    ['text', 'text', 'timestamptz', 'numeric', 'text', 'int4', 'int4', 'numeric'],
  )

const salesOf = (rows: Rows['sales']) =>
  sql.unnest(
    rows.map(({ tenantId, dealId, partnerId, at, position, won, amount, refunded, currency }) => [
      tenantId,
      dealId,
      partnerId,
      at,
      position,
      won,
      amount,
      refunded,
      currency,
    ]),
    ['text', 'text', 'text', 'timestamptz', 'numeric', 'bool', 'numeric', 'numeric', 'text'],
  )

const added = (table: string) => {
  const columns = ['customers', 'deals', 'won', 'won_minor', 'earned_minor']
  const sum = (column: string) =>
    sql.fragment`${sql.identifier([column])} = ${sql.identifier([table, column])} + ${sql.identifier(['excluded', column])}`
  return sql.join(columns.map(sum), sql.fragment`, `)
}
const sums = sql.fragment`sum(customers), sum(deals), sum(won), sum(won_minor), sum(earned_minor)`

/**
 * Counts what is news. A sale counts by the difference to what it counted before: in this batch, or as the table knows it. All in one statement, since every part
 * asks how things stood before the batch.
 */
export const count = ({ facts, sales }: Pick<Rows, 'facts' | 'sales'>) => sql.typeAlias('void')`
  with standing as (
    select m.tenant_id, m.deal_id, m.partner_id, m.at, m.position, coalesce(m.won, d.won, false) as won, coalesce(m.amount, d.amount, 0) as amount,
      coalesce(m.refunded, d.refunded, 0) as refunded, coalesce(m.currency, d.currency, '') as currency, coalesce(d.won, false) as won_before,
      case when d.won then greatest(d.amount - d.refunded, 0) else 0 end as worth_before
    from ${salesOf(sales)} as m (tenant_id, deal_id, partner_id, at, position, won, amount, refunded, currency)
    left join reports_seen as s on s.tenant_id = m.tenant_id
    left join reports_deals as d on d.tenant_id = m.tenant_id and d.deal_id = m.deal_id
    where m.position > coalesce(s.position, -1)
  ), worth as (
    select *, case when won then greatest(amount - refunded, 0) else 0 end as worth from standing
  ), changes as (
    select tenant_id, partner_id, at, currency, won::int - lag(won::int, 1, won_before::int) over deal as won, worth - lag(worth, 1, worth_before) over deal as won_minor
    from worth window deal as (partition by tenant_id, deal_id order by position)
  ), news as (
    select m.tenant_id, m.partner_id, m.at, m.currency, m.customers, m.deals, 0 as won, 0::numeric as won_minor, m.earned as earned_minor
    from ${factsOf(facts)} as m (tenant_id, partner_id, at, position, currency, customers, deals, earned)
    left join reports_seen as s on s.tenant_id = m.tenant_id
    where m.position > coalesce(s.position, -1)
    union all
    select tenant_id, partner_id, at, currency, 0, 0, won, won_minor, 0 from changes where won <> 0 or won_minor <> 0
  ), bucketed as (
    insert into reports_buckets select tenant_id, at, partner_id, currency, ${sums} from news group by tenant_id, at, partner_id, currency
    on conflict (tenant_id, at, partner_id, currency) do update set ${added('reports_buckets')}
  ), totalled as (
    insert into reports_totals select tenant_id, partner_id, currency, ${sums} from news group by tenant_id, partner_id, currency
    on conflict (tenant_id, partner_id, currency) do update set ${added('reports_totals')}
  )
  insert into reports_deals (tenant_id, deal_id, partner_id, currency, won, amount, refunded)
  select distinct on (tenant_id, deal_id) tenant_id, deal_id, partner_id, currency, won, amount, refunded from standing order by tenant_id, deal_id, position desc
  on conflict (tenant_id, deal_id) do update set currency = excluded.currency, won = excluded.won, amount = excluded.amount, refunded = excluded.refunded`

export const markSeen = (rows: Rows['seen']) => sql.typeAlias('void')`
  insert into reports_seen (tenant_id, position)
  select * from ${sql.unnest(
    rows.map(({ tenantId, position }) => [tenantId, position]),
    ['text', 'numeric'],
  )} as m
  on conflict (tenant_id) do update set position = greatest(reports_seen.position, excluded.position)`

export const insertLatest = (rows: Rows['latest']) => sql.typeAlias('void')`
  insert into reports_latest
    (tenant_id, event_id, position, partner_id, kind, occurred_at, customer_id, deal_id, reward_id, payout_id, payout_number, minor, currency)
  select * from ${sql.unnest(
    rows.map((row) => [
      row.tenantId,
      row.eventId,
      row.position,
      row.partnerId,
      row.kind,
      row.occurredAt,
      row.customerId,
      row.dealId,
      row.rewardId,
      row.payoutId,
      row.payoutNumber,
      row.minor,
      row.currency,
    ]),
    ['text', 'text', 'numeric', 'text', 'text', 'timestamptz', 'text', 'text', 'text', 'text', 'int4', 'numeric', 'text'],
  )} as m
  on conflict do nothing`
