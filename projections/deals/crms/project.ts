import type { StoredDealsEvent } from '@kontor/core/deals'
import { projection, sql } from '../../kernel/index.ts'

const handles = ['deals.CrmConnected', 'deals.CrmDisconnected'] as const
type Handled = Extract<StoredDealsEvent, { type: (typeof handles)[number] }>
type Row = { readonly tenantId: string; readonly crm: string; readonly reconcileSeconds: number; readonly connected: boolean }

const fold = (batch: readonly Handled[]): readonly Row[] => {
  const rows = new Map<string, Row>()
  for (const { type, data, meta } of batch) {
    const { tenantId } = meta
    const connected = type === 'deals.CrmConnected'
    rows.set(tenantId, { tenantId, crm: data.crm, reconcileSeconds: connected ? data.reconcileSeconds : 0, connected })
  }
  return [...rows.values()]
}

/** Whose deals are worked on in a CRM now: for whoever looks for what the CRM did not tell. */
export const dealsCrms = projection({
  name: 'deals.crms',
  version: 1,
  handles,
  fold,
  apply: (rows) => [
    sql.typeAlias('void')`
      insert into deals_crms (tenant_id, crm, reconcile_seconds, connected)
      select * from ${sql.unnest(
        rows.map(({ tenantId, crm, reconcileSeconds, connected }) => [tenantId, crm, reconcileSeconds, connected]),
        ['text', 'text', 'int4', 'bool'],
      )}
      on conflict (tenant_id) do update set crm = excluded.crm, reconcile_seconds = excluded.reconcile_seconds, connected = excluded.connected`,
  ],
  // No screen shows it.
  touches: () => [],
})
