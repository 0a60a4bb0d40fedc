import type { CustomerReferred } from '@kontor/core/deals'
import { customers } from '@kontor/core/deals'
import { type EventLog, erased, type MessageOf, platformTenant, stateOf } from '@kontor/core/kernel'
import { links, type Utm } from '@kontor/core/links'

/** Whom a deal is with, as a CRM needs to know. */
export type CrmCustomer = Pick<MessageOf<typeof CustomerReferred>['data'], 'name' | 'phone' | 'email' | 'company' | 'comment'> & { readonly utm: Utm }

type Ports = { readonly log: Pick<EventLog, 'read'>; readonly linkCode: (linkId: string) => string }

const utmOf = async (ports: Ports, linkId: string | undefined): Promise<Utm> => {
  if (linkId === undefined) return {}
  const link = await stateOf(ports, links, platformTenant, ports.linkCode(linkId))
  return link.status === 'none' ? {} : link.utm
}

/** Undefined when there is no such customer, or no longer: who was erased is not told of to anybody. */
export const customerOf = async (ports: Ports, tenantId: string, customerId: string): Promise<CrmCustomer | undefined> => {
  const state = await stateOf(ports, customers, tenantId, customerId)
  if (state.status === 'none' || state.customer.name === erased) return undefined
  const { name, phone, email, company, comment, linkId } = state.customer
  return { name, phone, email, company, comment, utm: await utmOf(ports, linkId) }
}
