import type { Acting } from '../ports.ts'
import type { DealItem } from './contract.ts'

/** Where the operator's CRM stands, and what it said, is the operator's. */
const hidden: ReadonlySet<string> = new Set(['portal', 'url'])

/** A row as this reader may see it: a partner learns that the deal is in the CRM and under which number, and no more of it. */
export const shownTo =
  ({ role }: Pick<Acting, 'role'>) =>
  <T extends { readonly crm?: DealItem['crm'] }>(item: T): T => {
    if (role !== 'partner' || !item.crm) return item
    const { state, externalId } = item.crm
    return { ...item, crm: { state, ...(externalId !== undefined && { externalId }) } }
  }

/** The same for a fact of a deal. */
export const factShownTo = ({ role }: Pick<Acting, 'role'>, type: string, data: Readonly<Record<string, unknown>>) => {
  if (role !== 'partner') return data
  const visible = Object.entries(data).filter(([field]) => !hidden.has(field) && !(type === 'deals.DealPushFailed' && field === 'reason'))
  return Object.fromEntries(visible)
}
