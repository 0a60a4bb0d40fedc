import { type Answer, batch, call } from '../call.ts'
import type { Failure } from '../classify.ts'
import type { Portal } from '../portal.ts'
import type { CrmCustomer } from './customer-of.ts'
import { entity, originator } from './deps.ts'
import { contactFields, dealFields } from './fields.ts'
import { AddedItem, FoundContacts, ListedDeals } from './item.ts'

/** As many calls as a hand-over may take: one that looks, one for the contact, one for the deal. */
export const handOverTurns = 3

type HandOver = { readonly dealId: string; readonly customerId: string; readonly customer: CrmCustomer }
type Handed = { readonly ok: true; readonly externalId: string } | { readonly ok: false; readonly failure: Failure }
type Contact = { readonly ok: true; readonly contactId: number } | { readonly ok: false; readonly failure: Failure }

const strange = (method: string): Failure => ({ kind: 'unknown', words: `${method}: an answer that we do not understand` })

const idOf = (answer: Answer): { readonly ok: true; readonly id: number } | { readonly ok: false; readonly failure: Failure } => {
  if (!answer.ok) return answer
  const added = AddedItem.safeParse(answer.result)
  return added.success ? { ok: true, id: added.data.item.id } : { ok: false, failure: strange('crm.item.add') }
}

/** The deal may be there already, added by an attempt whose answer was lost; and so may whoever it is with. */
const look = async (portal: Portal, { dealId, customer: { phone, email } }: HandOver, signal: AbortSignal) => {
  const filter = { originatorId: originator, originId: dealId }
  const held = (type: string, value: string) => ['crm.duplicate.findbycomm', { entity_type: 'CONTACT', type, values: [value] }] as const
  const found = await batch<'deals' | 'byPhone' | 'byEmail'>(
    portal,
    {
      deals: ['crm.item.list', { entityTypeId: entity.deal, filter, order: { id: 'ASC' } }],
      ...(phone && { byPhone: held('PHONE', phone) }),
      ...(email && { byEmail: held('EMAIL', email) }),
    } as Record<'deals' | 'byPhone' | 'byEmail', readonly [string, Readonly<Record<string, unknown>>]>,
    signal,
  )
  if (!found.ok) return found
  const deals = ListedDeals.safeParse(found.results.deals)
  if (!deals.success) return { ok: false as const, failure: strange('crm.item.list') }
  const contacts = [found.results.byPhone, found.results.byEmail].flatMap((answer) => FoundContacts.safeParse(answer).data?.CONTACT ?? [])
  return { ok: true as const, deal: deals.data.items[0], contactId: contacts[0] }
}

const contact = async (portal: Portal, known: number | undefined, { customer, customerId }: HandOver, signal: AbortSignal): Promise<Contact> => {
  if (known !== undefined) return { ok: true, contactId: known }
  const parameters = { entityTypeId: entity.contact, fields: contactFields(customer, customerId) }
  const added = idOf(await call(portal, 'crm.item.add', parameters, signal))
  return added.ok ? { ok: true, contactId: added.id } : added
}

/** Makes sure that the deal is in the portal, once: looks before it adds, so it may be repeated whenever nobody knows how it ended. */
export const handOver = async (portal: Portal, order: HandOver, signal: AbortSignal): Promise<Handed> => {
  const found = await look(portal, order, signal)
  if (!found.ok) return found
  if (found.deal) return { ok: true, externalId: String(found.deal.id) }
  const who = await contact(portal, found.contactId, order, signal)
  if (!who.ok) return who
  const fields = dealFields(order.customer, order.dealId, who.contactId, portal)
  const added = idOf(await call(portal, 'crm.item.add', { entityTypeId: entity.deal, fields }, signal))
  return added.ok ? { ok: true, externalId: String(added.id) } : added
}
