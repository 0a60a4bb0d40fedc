import { z } from 'zod'

/** Minor units as text in the log and on the wire, bigint in code. A float cannot be written in either form (money.md). */
export const Minor = z.codec(z.string().regex(/^(0|-?[1-9]\d{0,29})$/), z.bigint(), { decode: BigInt, encode: String })

/** ISO 4217 alphabetic code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
export const Money = z.object({ minor: Minor, currency: Currency })
export type Money = z.output<typeof Money>

/** A share as people write it, "7.5": at most two decimals, 0 to 100, so it is a whole number of basis points. */
export const Percent = z.string().regex(/^(?:100(?:\.0{1,2})?|\d{1,2}(?:\.\d{1,2})?)$/)

/** "7.5" → 750n. */
export const basisPoints = (percent: string): bigint => {
  const [whole = '0', fraction = ''] = percent.split('.')
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))
}
