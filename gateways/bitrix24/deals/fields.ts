import type { Portal } from '../portal.ts'
import type { CrmCustomer } from './customer-of.ts'
import { originator } from './deps.ts'

/** The contact card: a name and how to reach them. */
export const contactFields = ({ name, phone, email }: CrmCustomer, customerId: string) => ({
  name,
  originatorId: originator,
  originId: customerId,
  fm: [
    ...(phone ? [{ typeId: 'PHONE', valueType: 'WORK', value: phone }] : []),
    ...(email ? [{ typeId: 'EMAIL', valueType: 'WORK', value: email }] : []),
  ],
})

/** The deal: whose it is stands in its title, and what marks it as ours beside it. What it is worth the CRM will know. */
export const dealFields = (
  customer: CrmCustomer,
  dealId: string,
  contactId: number,
  { funnelId, stageId }: Pick<Portal, 'funnelId' | 'stageId'>,
) => ({
  title: customer.company ? `${customer.name} (${customer.company})` : customer.name,
  categoryId: funnelId,
  ...(stageId !== undefined && { stageId }),
  contactId,
  originatorId: originator,
  originId: dealId,
  ...(customer.comment !== undefined && { comments: customer.comment }),
  ...Object.fromEntries(Object.entries(customer.utm).map(([part, value]) => [`utm${part.charAt(0).toUpperCase()}${part.slice(1)}`, value])),
})
