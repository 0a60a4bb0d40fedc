import type { Overview } from '@kontor/gateways/http/reports/contract'

type Amount = { readonly minor: string; readonly currency: string }
type Balance = Overview['owed'][number]

/** What is owed: available, held and requested now (ui.md §3.5), a line a currency. */
export const owedOf = (balances: readonly Balance[]): readonly Amount[] =>
  balances.map(({ currency, available, held, requested }) => ({
    currency,
    minor: String(BigInt(available) + BigInt(held) + BigInt(requested)),
  }))

/**
 * Two sums to compare: of the first currency now, and of the same one before. Only the way between them is told, in per cent, so here
 * they may be plain numbers. Nothing to compare when there was none of it before.
 */
export const sameCurrency = (now: readonly Amount[], before: readonly Amount[] | undefined): { readonly now?: number; readonly before?: number } => {
  const [first] = now
  const then = before?.find(({ currency }) => currency === first?.currency)
  return first && then ? { now: Number(first.minor), before: Number(then.minor) } : {}
}
