import { z } from 'zod'
import { Minor } from './money.ts'

/** The ledgers of one account (money.md 26). `programme` is the tenant's expense; the others are what the partner is owed, by state, and has been paid. */
export const Ledger = z.enum(['programme', 'held', 'available', 'requested', 'paid'])
export type Ledger = z.output<typeof Ledger>

/** The ledger lines of one fact, in the currency of its account. Out of balance, the event cannot be written. */
export const Entries = z
  .array(z.object({ ledger: Ledger, minor: Minor }))
  .refine((lines) => lines.reduce((sum, line) => sum + line.minor, 0n) === 0n, 'entries must sum to zero')
export type Entries = z.output<typeof Entries>

/** What leaves one ledger arrives in another; nothing, for a sum of nothing. A negative sum goes the other way. */
export const move = (from: Ledger, to: Ledger, minor: bigint): Entries =>
  minor === 0n
    ? []
    : [
        { ledger: from, minor: -minor },
        { ledger: to, minor },
      ]
