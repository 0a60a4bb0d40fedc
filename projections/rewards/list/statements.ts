import { accountOf } from '@kontor/core/kernel'
import { isOnHold } from '@kontor/core/rewards'
import { sql } from '../../kernel/index.ts'
import type { Rows } from './fold.ts'

/** As they were accrued; what came later is applied after, so that a repeat changes nothing. */
export const insertOpened = (rows: Rows['opened']) => sql.typeAlias('void')`
  insert into rewards_list
    (tenant_id, reward_id, partner_id, customer_id, deal_id, minor, base, base_word, currency, rate, terms_version, held_until, occurred_at, state, status)
  select m.*, m.state from ${sql.unnest(
    rows.map(({ data, meta }) => [
      meta.tenantId,
      data.rewardId,
      data.partnerId,
      data.customerId,
      data.dealId,
      data.amount.minor,
      data.base.minor,
      data.baseWord,
      data.amount.currency,
      data.rate,
      data.termsVersion,
      data.heldUntil,
      meta.occurredAt,
      isOnHold({ data, meta }) ? 'held' : 'available',
    ]),
    ['text', 'text', 'text', 'text', 'text', 'numeric', 'numeric', 'text', 'text', 'text', 'int4', 'timestamptz', 'timestamptz', 'text'],
  )} as m (tenant_id, reward_id, partner_id, customer_id, deal_id, minor, base, base_word, currency, rate, terms_version, held_until, occurred_at, state)
  on conflict do nothing`

/** A row of its own is open at once, under the terms of the reward that it corrects. */
export const insertLines = (rows: Rows['lines']) => sql.typeAlias('void')`
  insert into rewards_list
    (tenant_id, reward_id, partner_id, customer_id, deal_id, minor, base, base_word, currency, rate, terms_version, held_until, occurred_at, reverses, state, status)
  select l.tenant_id, m.line_id, l.partner_id, l.customer_id, l.deal_id, m.minor, m.base, l.base_word, l.currency, l.rate, l.terms_version, m.occurred_at,
    m.occurred_at, l.reward_id, 'available', 'available'
  from ${sql.unnest(
    rows.map(({ data, meta }) => [meta.tenantId, data.rewardId, data.lineId ?? null, data.amount.minor, data.base.minor, meta.occurredAt]),
    ['text', 'text', 'text', 'numeric', 'numeric', 'timestamptz'],
  )} as m (tenant_id, reward_id, line_id, minor, base, occurred_at)
  join rewards_list as l on l.tenant_id = m.tenant_id and l.reward_id = m.reward_id
  on conflict do nothing`

export const updateMoved = (rows: Rows['moved']) => sql.typeAlias('void')`
  update rewards_list as l set
    minor = coalesce(m.minor, l.minor), base = coalesce(m.base, l.base), state = coalesce(m.state, l.state), payout_id = coalesce(m.payout_id, l.payout_id)
  from ${sql.unnest(
    rows.map(({ tenantId, rewardId, minor, base, state, payoutId }) => [tenantId, rewardId, minor, base, state, payoutId]),
    ['text', 'text', 'numeric', 'numeric', 'text', 'text'],
  )} as m (tenant_id, reward_id, minor, base, state, payout_id)
  where l.tenant_id = m.tenant_id and l.reward_id = m.reward_id`

const payoutsOf = (rows: Rows['payouts']) =>
  sql.unnest(
    rows.map(({ tenantId, payoutId, partnerId, number, status, paidAt, reference }) => [
      tenantId,
      payoutId,
      partnerId,
      number,
      status,
      paidAt,
      reference,
    ]),
    ['text', 'text', 'text', 'int4', 'text', 'timestamptz', 'text'],
  )

export const insertPayouts = (rows: Rows['payouts']) => sql.typeAlias('void')`
  insert into rewards_payouts (tenant_id, payout_id, partner_id, number, status, paid_at, reference)
  select * from ${payoutsOf(rows)} as m (tenant_id, payout_id, partner_id, number, status, paid_at, reference) where m.number is not null
  on conflict do nothing`

export const updatePayouts = (rows: Rows['payouts']) => sql.typeAlias('void')`
  update rewards_payouts as p set status = m.status, paid_at = coalesce(m.paid_at, p.paid_at), reference = coalesce(m.reference, p.reference)
  from ${payoutsOf(rows)} as m (tenant_id, payout_id, partner_id, number, status, paid_at, reference)
  where p.tenant_id = m.tenant_id and p.payout_id = m.payout_id`

/** What a payout makes of its rows: asked for while it is under way, paid, or free again. */
export const settleStatus = ({ moved, payouts }: Pick<Rows, 'moved' | 'payouts'>) => sql.typeAlias('void')`
  update rewards_list as l
  set status = case when p.status in ('requested', 'approved') then 'requested' when p.status = 'paid' then 'paid' else l.state end
  from (
    select tenant_id, reward_id from ${sql.unnest(
      moved.map(({ tenantId, rewardId }) => [tenantId, rewardId]),
      ['text', 'text'],
    )} as m (tenant_id, reward_id)
    union
    select r.tenant_id, r.reward_id from ${sql.unnest(
      payouts.map(({ tenantId, payoutId }) => [tenantId, payoutId]),
      ['text', 'text'],
    )} as m (tenant_id, payout_id)
    join rewards_list as r on r.tenant_id = m.tenant_id and r.payout_id = m.payout_id
  ) as touched
  join rewards_list as t on t.tenant_id = touched.tenant_id and t.reward_id = touched.reward_id
  left join rewards_payouts as p on p.tenant_id = t.tenant_id and p.payout_id = t.payout_id
  where l.tenant_id = touched.tenant_id and l.reward_id = touched.reward_id`

/** An account is of one partner and one currency, and begins with its first reward. */
export const openAccounts = (rows: Rows['opened']) => sql.typeAlias('void')`
  insert into rewards_balances (tenant_id, account_id, partner_id, currency)
  select * from ${sql.unnest(
    rows.map(({ data, meta }) => [meta.tenantId, accountOf(data.rewardId), data.partnerId, data.amount.currency]),
    ['text', 'text', 'text', 'text'],
  )} as m
  on conflict do nothing`

/** Only lines that were not there yet move a balance, so a repeat moves none. */
export const post = (rows: Rows['entries']) => sql.typeAlias('void')`
  with fresh as (
    insert into rewards_entries (tenant_id, event_id, ledger, account_id, partner_id, minor, occurred_at)
    select * from ${sql.unnest(
      rows.map(({ tenantId, eventId, ledger, accountId, partnerId, minor, occurredAt }) => [
        tenantId,
        eventId,
        ledger,
        accountId,
        partnerId,
        minor,
        occurredAt,
      ]),
      ['text', 'text', 'text', 'text', 'text', 'numeric', 'timestamptz'],
    )} as m
    on conflict do nothing
    returning tenant_id, account_id, ledger, minor
  ), sums as (
    select tenant_id, account_id, coalesce(sum(minor) filter (where ledger = 'held'), 0) as held,
      coalesce(sum(minor) filter (where ledger = 'available'), 0) as available,
      coalesce(sum(minor) filter (where ledger = 'requested'), 0) as requested,
      coalesce(sum(minor) filter (where ledger = 'paid'), 0) as paid
    from fresh group by tenant_id, account_id
  )
  update rewards_balances as b
  set held = b.held + s.held, available = b.available + s.available, requested = b.requested + s.requested, paid = b.paid + s.paid
  from sums as s where b.tenant_id = s.tenant_id and b.account_id = s.account_id`
