import type { StoredPartnersEvent } from '@kontor/core/partners'
import { projection, sql } from '../../kernel/index.ts'

const handles = ['partners.PartnerRegistered', 'partners.PartnerApproved', 'partners.PartnerRejected'] as const
type Handled = Extract<StoredPartnersEvent, { type: (typeof handles)[number] }>
type Row = { readonly tenantId: string; readonly badge: 'applications'; readonly id: string; readonly waits: boolean }

const fold = (batch: readonly Handled[]): readonly Row[] => {
  const rows = new Map<string, Row>()
  for (const { type, data, meta } of batch) {
    const { tenantId } = meta
    const row: Row = { tenantId, badge: 'applications', id: data.partnerId, waits: type === 'partners.PartnerRegistered' }
    rows.set(`${tenantId}.${data.partnerId}`, row)
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
  version: 1,
  handles,
  fold,
  apply: (rows) => {
    const [waiting, done] = [rows.filter(({ waits }) => waits), rows.filter(({ waits }) => !waits)]
    return [...(waiting.length ? [add(waiting)] : []), ...(done.length ? [remove(done)] : [])]
  },
  // No partner learns that another one applied.
  touches: ({ meta }: Handled) => [{ tenantId: meta.tenantId, partnerIds: [] }],
})
