import type { StoredDealsEvent } from '@kontor/core/deals'
import type { StoredIdentityEvent } from '@kontor/core/identity'
import { erased, type Message } from '@kontor/core/kernel'
import type { StoredPartnersEvent } from '@kontor/core/partners'
import { sql } from '../kernel/index.ts'

export const nameEvents = ['partners.PartnerRegistered', 'deals.CustomerReferred', 'deals.DealPushed', 'identity.PersonErased'] as const
export type NameEvent = Extract<StoredPartnersEvent | StoredDealsEvent | StoredIdentityEvent, { type: (typeof nameEvents)[number] }>

type Subject = 'partner' | 'customer' | 'deal'
type Named = { readonly tenantId: string; readonly subject: Subject; readonly id: string; readonly partnerId: string; readonly name: string }
type Names = { readonly named: readonly Named[]; readonly forgotten: readonly Omit<Named, 'name' | 'partnerId'>[] }

const isName = (event: Message): event is NameEvent => (nameEvents as readonly string[]).includes(event.type)

const namedBy = ({ type, data, meta: { tenantId } }: Exclude<NameEvent, { type: 'identity.PersonErased' }>): Named => {
  switch (type) {
    case 'partners.PartnerRegistered':
      return { tenantId, subject: 'partner', id: data.partnerId, partnerId: data.partnerId, name: data.name }
    case 'deals.CustomerReferred':
      return { tenantId, subject: 'customer', id: data.customerId, partnerId: data.partnerId, name: data.name }
    case 'deals.DealPushed':
      return { tenantId, subject: 'deal', id: data.dealId, partnerId: data.partnerId, name: data.externalId }
  }
}

/** What partners, customers and deals are called, as a batch has it; who was erased in it is called by the placeholder. */
export const namesIn = (batch: readonly Message[]): Names => {
  const named = new Map<string, Named>()
  const forgotten: Omit<Named, 'name' | 'partnerId'>[] = []
  for (const event of batch.filter(isName)) {
    if (event.type !== 'identity.PersonErased') {
      const row = namedBy(event)
      named.set(`${row.tenantId}.${row.subject}.${row.id}`, row)
    } else if (event.data.kind !== 'user') {
      const { kind: subject, personId: id } = event.data
      const key = `${event.meta.tenantId}.${subject}.${id}`
      const row = named.get(key)
      if (row) named.set(key, { ...row, name: erased })
      else forgotten.push({ tenantId: event.meta.tenantId, subject, id })
    }
  }
  return { named: [...named.values()], forgotten }
}

/** Keeps them in a table of the view's own, `(tenant_id, subject, id, partner_id, name)`: no view joins another capability's. */
export const keepNames = (table: string, { named, forgotten }: Names) => {
  const names = sql.identifier([table])
  const keep = sql.typeAlias('void')`
    insert into ${names} (tenant_id, subject, id, partner_id, name)
    select * from ${sql.unnest(
      named.map(({ tenantId, subject, id, partnerId, name }) => [tenantId, subject, id, partnerId, name]),
      ['text', 'text', 'text', 'text', 'text'],
    )}
    on conflict (tenant_id, subject, id) do update set partner_id = excluded.partner_id, name = excluded.name`
  const forget = sql.typeAlias('void')`
    update ${names} as n set name = ${erased}
    from ${sql.unnest(
      forgotten.map(({ tenantId, subject, id }) => [tenantId, subject, id]),
      ['text', 'text', 'text'],
    )} as m (tenant_id, subject, id)
    where n.tenant_id = m.tenant_id and n.subject = m.subject and n.id = m.id`
  return [...(named.length ? [keep] : []), ...(forgotten.length ? [forget] : [])]
}
