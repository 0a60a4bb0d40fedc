import type { DealItem } from '@kontor/gateways/http/deals/contract'

export type Sum = { readonly minor: string; readonly currency: string }
export type Column = {
  /** The stage's own name in the CRM's funnel; undefined for deals that have none. */
  readonly stage: string | undefined
  readonly status: DealItem['status']
  readonly deals: readonly DealItem[]
  /** One sum a currency, the largest first: sums of different money are never added. */
  readonly sums: readonly Sum[]
}

const order = ['open', 'won', 'lost'] as const

export const sumsOf = (deals: readonly Pick<DealItem, 'amount'>[]): readonly Sum[] => {
  const sums = new Map<string, bigint>()
  for (const { amount } of deals) if (amount) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + BigInt(amount.minor))
  return [...sums].sort(([, a], [, b]) => (a === b ? 0 : a > b ? -1 : 1)).map(([currency, minor]) => ({ minor: String(minor), currency }))
}

/** The deals by the stages of their funnel: those under way first, in the order in which their stages are met, then the won and the lost. */
export const columnsOf = (deals: readonly DealItem[]): readonly Column[] => {
  const columns = new Map<string, DealItem[]>()
  for (const deal of deals) {
    const key = `${deal.status} ${deal.status === 'open' ? (deal.stageName ?? '') : ''}`
    columns.set(key, [...(columns.get(key) ?? []), deal])
  }
  return [...columns.values()]
    .flatMap((rows) => {
      const [first] = rows
      return first
        ? [{ stage: first.status === 'open' ? (first.stageName ?? undefined) : undefined, status: first.status, deals: rows, sums: sumsOf(rows) }]
        : []
    })
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
}
