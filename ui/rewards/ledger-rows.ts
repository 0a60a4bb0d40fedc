import type { Explanation } from '@kontor/gateways/http/rewards/contract'

type Line = Explanation['ledger'][number]['lines'][number]
export type LedgerRow = Line & { readonly at: string; readonly event: string; readonly first: boolean }

/** The ledger line by line, with what all lines come to: nought, or the page says what is not (money.md 26). */
export const ledgerRows = (ledger: Explanation['ledger']): { readonly rows: readonly LedgerRow[]; readonly sum: string } => {
  const rows = ledger.flatMap(({ at, event, lines }) => lines.map((line, index) => ({ ...line, at, event, first: index === 0 })))
  return { rows, sum: String(rows.reduce((sum, { minor }) => sum + BigInt(minor), 0n)) }
}
