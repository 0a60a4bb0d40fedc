import type { Money } from '@kontor/core/kernel'

const decimal = /^(\d{1,20})(?:\.(\d{1,20}))?$/

/** ISO 4217: two for the rouble, none for the yen, three for the dinar. Undefined for what is no currency. */
const digitsOf = (currency: string): number | undefined => {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  } catch {
    return undefined
  }
}

/** Decimal text of the portal to minor units, digit by digit (money.md: never a float). Undefined for what no whole number of minor units is, and for less than nothing. */
export const amountOf = (sum: string, currency: string): Money | undefined => {
  const [, whole, fraction = ''] = decimal.exec(sum) ?? []
  const digits = /^[A-Z]{3}$/.test(currency) ? digitsOf(currency) : undefined
  if (whole === undefined || digits === undefined || /[1-9]/.test(fraction.slice(digits))) return undefined
  return { minor: BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0')), currency }
}
