import type { StoredDealsEvent } from '@kontor/core/deals'
import type { StoredPartnersEvent } from '@kontor/core/partners'
import type { StoredPayoutsEvent } from '@kontor/core/payouts'
import { projection, sql } from '../../kernel/index.ts'

const handles = [
  'partners.PartnerRegistered',
  'partners.PartnerApproved',
  'partners.PartnerRejected',
  'deals.CustomerReferred',
  'deals.DuplicateDismissed',
  'deals.DealPushFailed',
  'deals.DealPushRequested',
  'deals.DealPushed',
  'payouts.PaymentRequested',
  'payouts.PaymentApproved',
  'payouts.PaymentRejected',
] as const
type Handled = Extract<StoredPartnersEvent | StoredDealsEvent | StoredPayoutsEvent, { type: (typeof handles)[number] }>
type Thing = { readonly badge: 'applications' | 'payouts' | 'deals' | 'duplicates'; readonly id: string; readonly waits: boolean }
type Row = Thing & { readonly tenantId: string }

/** A customer waits whom another partner brought first; a deal, that the CRM refused and nobody has sent again. */
const thingOf = ({ type, data }: Handled): Thing => {
  switch (type) {
    case 'partners.PartnerRegistered':
    case 'partners.PartnerApproved':
    case 'partners.PartnerRejected':
      return { badge: 'applications', id: data.partnerId, waits: type === 'partners.PartnerRegistered' }
    case 'deals.CustomerReferred':
      return { badge: 'duplicates', id: data.customerId, waits: data.duplicateOfPartnerId !== undefined }
    case 'deals.DuplicateDismissed':
      return { badge: 'duplicates', id: data.customerId, waits: false }
    case 'deals.DealPushFailed':
    case 'deals.DealPushRequested':
    case 'deals.DealPushed':
      return { badge: 'deals', id: data.dealId, waits: type === 'deals.DealPushFailed' }
    case 'payouts.PaymentRequested':
    case 'payouts.PaymentApproved':
    case 'payouts.PaymentRejected':
      return { badge: 'payouts', id: data.payoutId, waits: type === 'payouts.PaymentRequested' }
  }
}

const fold = (batch: readonly Handled[]): readonly Row[] => {
  const rows = new Map<string, Row>()
  for (const event of batch) {
    const row = { tenantId: event.meta.tenantId, ...thingOf(event) }
    rows.set(`${row.tenantId}.${row.badge}.${row.id}`, row)
  }
  return [...rows.values()]
}

const keysOf = (rows: readonly Row[]) =>
  sql.unnest(
    rows.map(({ tenantId, badge, id }) => [tenantId, badge, id]),
    ['text', 'text', 'text'],
  )

const add = (rows: readonly Row[]) => sql.typeAlias('void')`
  insert into badges_counters (tenant_id, badge, id) select * from ${keysOf(rows)} on conflict do nothing`

const remove = (rows: readonly Row[]) => sql.typeAlias('void')`
  delete from badges_counters as c using ${keysOf(rows)} as m (tenant_id, badge, id)
  where c.tenant_id = m.tenant_id and c.badge = m.badge and c.id = m.id`

/** What waits for a tenant's people. Nothing that was dealt with stays, so counting costs what there is to do. */
export const badgesCounters = projection({
  name: 'badges.counters',
  version: 2,
  handles,
  fold,
  apply: (rows) => {
    const [waiting, done] = [rows.filter(({ waits }) => waits), rows.filter(({ waits }) => !waits)]
    return [...(waiting.length ? [add(waiting)] : []), ...(done.length ? [remove(done)] : [])]
  },
  // No partner learns that another one applied, or asked to be paid.
  touches: ({ meta }: Handled) => [{ tenantId: meta.tenantId, partnerIds: [] }],
})
