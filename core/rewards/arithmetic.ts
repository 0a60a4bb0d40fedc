import { z } from 'zod'

/**
 * How an amount came about, step by step, in minor units as text (api.md "explain"): `in[0]` is the previous `out`. `times-bp` is exact, "937503.75"; `round` names
 * its mode in `in[1]`. The last `out` is the amount: nothing else is needed to reckon it again.
 */
export const Arithmetic = z.array(z.object({ op: z.enum(['base', 'minus', 'times-bp', 'round']), in: z.array(z.string()), out: z.string() })).min(1)
export type Arithmetic = z.output<typeof Arithmetic>

/** The only mode there is so far (money.md 3a): −0.5 becomes −1. */
export const rounding = 'half-away-from-zero'

const whole = 10_000n

/** `minor × bp / 10,000`, half away from zero. */
export const shareOf = (minor: bigint, bp: bigint): bigint => {
  const product = minor * bp
  const half = product < 0n ? -whole / 2n : whole / 2n
  return (product + half) / whole
}

/** The exact product as decimal text, without trailing zeros. */
const exact = (minor: bigint, bp: bigint): string => {
  const product = minor * bp
  const digits = (product < 0n ? -product : product).toString().padStart(5, '0')
  const fraction = digits.slice(-4).replace(/0+$/, '')
  return `${product < 0n ? '-' : ''}${digits.slice(0, -4)}${fraction && `.${fraction}`}`
}

type Reckoning = {
  readonly sale: bigint
  readonly refunded: bigint
  readonly bp: bigint
  /** What other rows of the same reward hold already. */
  readonly elsewhere: bigint
}

/** What the deal has earned so far (money.md 7, cumulative), of which one row holds what the others do not. A base is never negative. */
export const reckon = ({ sale, refunded, bp, elsewhere }: Reckoning) => {
  const base = sale > refunded ? sale - refunded : 0n
  const minus = sale - base
  const earned = shareOf(base, bp)
  const steps: Arithmetic = [
    { op: 'base', in: [String(sale)], out: String(sale) },
    ...(minus === 0n ? [] : [{ op: 'minus' as const, in: [String(sale), String(minus)], out: String(base) }]),
    { op: 'times-bp', in: [String(base), String(bp)], out: exact(base, bp) },
    { op: 'round', in: [exact(base, bp), rounding], out: String(earned) },
    ...(elsewhere === 0n ? [] : [{ op: 'minus' as const, in: [String(earned), String(elsewhere)], out: String(earned - elsewhere) }]),
  ]
  return { base, earned, amount: earned - elsewhere, steps }
}
