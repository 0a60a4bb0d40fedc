import type { StoredDealsEvent } from '@kontor/core/deals'
import type { StoredLinksEvent } from '@kontor/core/links'
import { sql } from '../../kernel/index.ts'
import { erasedOf, forget } from '../parts/names.ts'
import { given, insertNew, unlessEmpty } from '../parts/rows.ts'

export const customerEvents = ['deals.CustomerReferred', 'deals.DuplicateDismissed', 'links.LinkCreated', 'links.LinkRetitled'] as const
export type CustomerEvent = Extract<StoredDealsEvent | StoredLinksEvent, { type: (typeof customerEvents)[number] }>

const types: ReadonlySet<string> = new Set(customerEvents)
const isCustomerEvent = <E extends { readonly type: string }>(event: E): event is E & CustomerEvent => types.has(event.type)

const customer = {
  tenant_id: 'text',
  customer_id: 'text',
  partner_id: 'text',
  name: 'text',
  phone: 'text',
  email: 'text',
  company: 'text',
  comment: 'text',
  source: 'text',
  link_id: 'text',
  click_id: 'text',
  duplicate_of: 'text',
  waits: 'bool',
  suspicious: 'bool',
  created_at: 'timestamptz',
} as const
const dismissal = { tenant_id: 'text', customer_id: 'text' } as const
const link = { tenant_id: 'text', link_id: 'text', partner_id: 'text', title: 'text' } as const
type Link = { readonly [K in keyof typeof link]: string }

const referredRow = ({ data, meta }: Extract<CustomerEvent, { type: 'deals.CustomerReferred' }>) => ({
  tenant_id: meta.tenantId,
  customer_id: data.customerId,
  partner_id: data.partnerId,
  name: data.name,
  phone: data.phone ?? null,
  email: data.email ?? null,
  company: data.company ?? null,
  comment: data.comment ?? null,
  source: data.source,
  link_id: data.linkId ?? null,
  click_id: data.clickId ?? null,
  duplicate_of: data.duplicateOf ?? null,
  waits: data.duplicateOfPartnerId !== undefined,
  suspicious: data.suspicious,
  created_at: meta.occurredAt,
})

/** Who was brought, who waits no longer, who is forgotten; and how links are called. */
export const foldCustomers = (batch: readonly { readonly type: string }[]) => {
  const referred: ReturnType<typeof referredRow>[] = []
  const dismissed: { tenant_id: string; customer_id: string }[] = []
  const links = new Map<string, Link>()
  for (const event of batch.filter(isCustomerEvent)) {
    const { tenantId } = event.meta
    switch (event.type) {
      case 'deals.CustomerReferred':
        referred.push(referredRow(event))
        break
      case 'deals.DuplicateDismissed':
        dismissed.push({ tenant_id: tenantId, customer_id: event.data.customerId })
        break
      case 'links.LinkCreated':
      case 'links.LinkRetitled': {
        const { linkId, partnerId, title } = event.data
        links.set(`${tenantId}.${linkId}`, { tenant_id: tenantId, link_id: linkId, partner_id: partnerId, title })
      }
    }
  }
  return { referred, dismissed, gone: erasedOf('customer', batch), links: [...links.values()] }
}

const dismiss = (rows: readonly { tenant_id: string; customer_id: string }[]) => sql.typeAlias('void')`
  update deals_customers as l set waits = false from ${given(dismissal, rows)} where l.tenant_id = m.tenant_id and l.customer_id = m.customer_id`

const writeLinks = (rows: readonly Link[]) => sql.typeAlias('void')`
  insert into deals_customers_links (tenant_id, link_id, partner_id, title) select tenant_id, link_id, partner_id, title from ${given(link, rows)}
  on conflict (tenant_id, link_id) do update set title = excluded.title`

/** Into the tables of this view. */
export const writeCustomers = ({ referred, dismissed, gone, links }: ReturnType<typeof foldCustomers>) => [
  ...unlessEmpty(referred, (rows) => insertNew('deals_customers', customer, rows)),
  ...unlessEmpty(dismissed, dismiss),
  ...unlessEmpty(gone, (rows) => forget('deals_customers', 'customer_id', ['name', 'phone', 'email', 'company', 'comment'], rows)),
  ...unlessEmpty(links, writeLinks),
]
