import type { Touch } from '../../kernel/index.ts'

type Seen = { readonly type: string; readonly meta: { readonly tenantId: string }; readonly data: object }

/** Whose rows an event changes, and which one, where the event names it. An erased customer's partner is not told, so everybody looks again. */
export const touchesBy =
  (rowId: 'customerId' | 'dealId') =>
  ({ type, meta, data }: Seen): readonly Touch[] => {
    const { tenantId } = meta
    const { partnerId, personId, kind, [rowId]: id } = data as Readonly<Record<string, string | undefined>>
    if (type === 'partners.PartnerRegistered' || type === 'links.LinkCreated' || kind === 'user') return []
    if (type === 'identity.PersonErased') return [kind === 'partner' ? { tenantId, partnerIds: [personId ?? ''] } : { tenantId }]
    return [{ tenantId, partnerIds: [partnerId ?? ''], ...(id !== undefined && { id }) }]
  }
