import type { StoredPayoutsEvent } from '@kontor/core/payouts'
import { type NameEvent, namesIn } from '../../rewards/index.ts'
import type { PayoutStatus } from './view.ts'

export const handles = [
  'payouts.PaymentRequested',
  'payouts.PaymentApproved',
  'payouts.PaymentRejected',
  'payouts.PaymentPaid',
  'payouts.PaymentFailed',
  'partners.PartnerRegistered',
  'identity.PersonErased',
] as const
export type Handled = Extract<StoredPayoutsEvent | NameEvent, { type: (typeof handles)[number] }>
type Requested = Extract<StoredPayoutsEvent, { type: 'payouts.PaymentRequested' }>

/** What becomes of a payout; null where nothing changes. */
type Moved = {
  readonly tenantId: string
  readonly payoutId: string
  status: PayoutStatus
  decisionComment: string | null
  decidedAt: string | null
  decidedBy: string | null
  reference: string | null
  reason: string | null
  paidAt: string | null
}
type Decision = Exclude<Extract<Handled, StoredPayoutsEvent>, Requested>

const changeBy = ({ type, data, meta }: Decision): Partial<Moved> => {
  const decided = { decidedAt: meta.occurredAt, decidedBy: meta.actor.id }
  switch (type) {
    case 'payouts.PaymentApproved':
      return { status: 'approved', ...decided, decisionComment: data.comment ?? null }
    case 'payouts.PaymentRejected':
      return { status: 'rejected', ...decided, decisionComment: data.comment }
    case 'payouts.PaymentPaid':
      return { status: 'paid', reference: data.reference, paidAt: meta.occurredAt }
    case 'payouts.PaymentFailed':
      return { status: 'failed', reason: data.reason }
  }
}

const unmoved = { decisionComment: null, decidedAt: null, decidedBy: null, reference: null, reason: null, paidAt: null }

/** `partners`: whose payouts or whose name the batch is about, for the texts of who is erased. */
export const fold = (batch: readonly Handled[]) => {
  const opened: Requested[] = []
  const moved = new Map<string, Moved>()
  const partners = new Map<string, { readonly tenantId: string; readonly partnerId: string }>()
  for (const event of batch) {
    const { tenantId } = event.meta
    const partnerId = event.type === 'identity.PersonErased' ? event.data.personId : event.data.partnerId
    partners.set(`${tenantId}.${partnerId}`, { tenantId, partnerId })
    if (event.type === 'payouts.PaymentRequested') opened.push(event)
    else if (event.type !== 'partners.PartnerRegistered' && event.type !== 'identity.PersonErased') {
      const key = `${tenantId}.${event.data.payoutId}`
      const row = moved.get(key) ?? { tenantId, payoutId: event.data.payoutId, status: 'requested', ...unmoved }
      moved.set(key, { ...row, ...changeBy(event) })
    }
  }
  return { opened, moved: [...moved.values()], partners: [...partners.values()], names: namesIn(batch) }
}
export type Rows = ReturnType<typeof fold>
