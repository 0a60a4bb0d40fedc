import type { StoredDealsEvent } from '@kontor/core/deals'
import type { StoredLinksEvent } from '@kontor/core/links'
import type { StoredPartnersEvent } from '@kontor/core/partners'
import type { StoredPayoutsEvent } from '@kontor/core/payouts'
import { projection, sql } from '../../kernel/index.ts'
import type { ChecklistStep } from './view.ts'

const steps = {
  'partners.TermsPublished': 'terms-published',
  'partners.PartnerApproved': 'partner-approved',
  'links.ClickRecorded': 'click-recorded',
  'deals.CustomerReferred': 'customer-referred',
  'deals.DealWon': 'deal-won',
  'payouts.PaymentPaid': 'payment-paid',
} as const satisfies Record<string, ChecklistStep>
type Step = keyof typeof steps
type Handled = Extract<StoredPartnersEvent | StoredLinksEvent | StoredDealsEvent | StoredPayoutsEvent, { type: Step }>
type Row = { readonly tenantId: string; readonly step: ChecklistStep; readonly doneAt: string }

/** The earliest time counts, whatever the order in which they were learned: a history may be brought in late. */
const fold = (batch: readonly Handled[]): readonly Row[] => {
  const rows = new Map<string, Row>()
  for (const { type, meta } of batch) {
    const { tenantId, occurredAt } = meta
    const key = `${tenantId}.${type}`
    const known = rows.get(key)
    if (!known || Date.parse(occurredAt) < Date.parse(known.doneAt)) rows.set(key, { tenantId, step: steps[type], doneAt: occurredAt })
  }
  return [...rows.values()]
}

/** The first steps that a new tenant has taken. */
export const tenancyChecklist = projection({
  name: 'tenancy.checklist',
  version: 3,
  handles: Object.keys(steps) as Step[],
  fold,
  apply: (rows) => [
    sql.typeAlias('void')`
      insert into tenancy_checklist (tenant_id, step, done_at)
      select * from ${sql.unnest(
        rows.map(({ tenantId, step, doneAt }) => [tenantId, step, doneAt]),
        ['text', 'text', 'timestamptz'],
      )}
      on conflict (tenant_id, step) do update set done_at = excluded.done_at where tenancy_checklist.done_at > excluded.done_at`,
  ],
  touches: ({ type, meta }: Handled) => [{ tenantId: meta.tenantId, partnerIds: [], id: steps[type] }],
})
