import { z } from 'zod'

/** Minor units as text in the log and on the wire, bigint in code. A float cannot be written in either form (money.md). */
export const Minor = z.codec(z.string().regex(/^(0|-?[1-9]\d{0,29})$/), z.bigint(), { decode: BigInt, encode: String })

/** ISO 4217 alphabetic code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
export const Money = z.object({ minor: Minor, currency: Currency })
export type Money = z.output<typeof Money>

const known = new Set(Intl.supportedValuesOf('currency'))

/** How many digits its minor unit has after the point: 2 for RUB, 0 for JPY, 3 for KWD (money.md 2). Undefined for a currency nobody has heard of. */
export const digitsOf = (currency: string): number | undefined =>
  known.has(currency) ? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits : undefined

/** A share as people write it, "7.5": at most two decimals, 0 to 100, so it is a whole number of basis points. */
export const Percent = z.string().regex(/^(?:100(?:\.0{1,2})?|\d{1,2}(?:\.\d{1,2})?)$/)

/** "7.5" → 750n. */
export const basisPoints = (percent: string): bigint => {
  const [whole = '0', fraction = ''] = percent.split('.')
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))
}
