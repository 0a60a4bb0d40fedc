import { erased } from '@kontor/core/kernel'
import { projection, sql } from '../../kernel/index.ts'
import { keepNames } from '../../rewards/index.ts'
import { fold, type Handled, handles, type Rows } from './fold.ts'

const insert = (rows: Rows['opened']) => sql.typeAlias('void')`
  insert into payouts_list
    (tenant_id, payout_id, partner_id, number, minor, currency, comment, requested_at, reward_ids, status)
  select m.tenant_id, m.payout_id, m.partner_id, m.number, m.minor, m.currency, m.comment, m.requested_at,
    array(select jsonb_array_elements_text(m.reward_ids)), 'requested'
  from ${sql.unnest(
    rows.map(({ data, meta }) => [
      meta.tenantId,
      data.payoutId,
      data.partnerId,
      data.number,
      data.amount.minor,
      data.amount.currency,
      data.comment ?? null,
      meta.occurredAt,
      JSON.stringify(data.rewardIds),
    ]),
    ['text', 'text', 'text', 'int4', 'numeric', 'text', 'text', 'timestamptz', 'jsonb'],
  )} as m (tenant_id, payout_id, partner_id, number, minor, currency, comment, requested_at, reward_ids)
  on conflict do nothing`

const update = (rows: Rows['moved']) => sql.typeAlias('void')`
  update payouts_list as l set
    status = m.status, decision_comment = coalesce(m.decision_comment, l.decision_comment), decided_at = coalesce(m.decided_at, l.decided_at),
    decided_by = coalesce(m.decided_by, l.decided_by), reference = coalesce(m.reference, l.reference), reason = coalesce(m.reason, l.reason),
    paid_at = coalesce(m.paid_at, l.paid_at)
  from ${sql.unnest(
    rows.map((row) => [
      row.tenantId,
      row.payoutId,
      row.status,
      row.decisionComment,
      row.decidedAt,
      row.decidedBy,
      row.reference,
      row.reason,
      row.paidAt,
    ]),
    ['text', 'text', 'text', 'text', 'timestamptz', 'text', 'text', 'text', 'timestamptz'],
  )} as m (tenant_id, payout_id, status, decision_comment, decided_at, decided_by, reference, reason, paid_at)
  where l.tenant_id = m.tenant_id and l.payout_id = m.payout_id`

/** A decision may be written between the erasure and the end of the key, so who is erased already forgets what comes later, too. */
const forget = (rows: Rows['partners']) => sql.typeAlias('void')`
  update payouts_list as l set
    comment = case when l.comment is not null then ${erased} end, decision_comment = case when l.decision_comment is not null then ${erased} end
  from ${sql.unnest(
    rows.map(({ tenantId, partnerId }) => [tenantId, partnerId]),
    ['text', 'text'],
  )} as m (tenant_id, partner_id)
  join payouts_names as n on n.tenant_id = m.tenant_id and n.subject = 'partner' and n.id = m.partner_id and n.name = ${erased}
  where l.tenant_id = m.tenant_id and l.partner_id = m.partner_id`

/** Every request to be paid, and what became of it. */
export const payoutsList = projection({
  name: 'payouts.list',
  version: 1,
  handles,
  fold,
  apply: ({ opened, moved, partners, names }) => [
    ...keepNames('payouts_names', names),
    ...(opened.length ? [insert(opened)] : []),
    ...(moved.length ? [update(moved)] : []),
    ...(partners.length ? [forget(partners)] : []),
  ],
  touches: ({ type, data, meta: { tenantId } }: Handled) => {
    if (type === 'partners.PartnerRegistered') return []
    if (type === 'identity.PersonErased') return data.kind === 'partner' ? [{ tenantId, partnerIds: [data.personId] }] : []
    return [{ tenantId, partnerIds: [data.partnerId], id: data.payoutId }]
  },
})
