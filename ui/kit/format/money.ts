import { type Lang, minus, noBreak } from './language.ts'

const known = new Set(Intl.supportedValuesOf('currency'))
/** English puts these before the figure, and every other sign after it. */
const before = new Set(['$', '£', '€', '¥'])

/** How many digits a currency has after the point: two for RUB, none for JPY, three for KWD. Undefined for a currency nobody has heard of. */
export const digitsOf = (currency: string): number | undefined =>
  known.has(currency) ? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits : undefined

/** Minor units as exact decimal text: `decimalOf(-50n, 2)` is `-0.50`. Never goes through Number. */
export const decimalOf = (minor: bigint, digits: number): `${number}` => {
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  const split = text.length - digits
  const whole = `${minor < 0n ? '-' : ''}${text.slice(0, split)}`
  return (digits === 0 ? whole : `${whole}.${text.slice(split)}`) as `${number}`
}

type MoneyOptions = { readonly whole?: boolean }

/**
 * `1 234,50 ₽` in Russian, `1,234.50 ₽` and `$1,234.50` in English. `whole` leaves `,00` out, for figures and sentences, never for ledgers.
 * A currency nobody has heard of is said to be so: guessing its digits would be guessing the sum.
 */
export const money = (minor: bigint | string, currency: string, lang: Lang, { whole = false }: MoneyOptions = {}): string => {
  const digits = digitsOf(currency)
  if (digits === undefined) return lang === 'ru' ? `неизвестная валюта ${currency}` : `unknown currency ${currency}`
  const value = BigInt(minor)
  const absolute = value < 0n ? -value : value
  const round = whole && absolute % 10n ** BigInt(digits) === 0n
  const shown = round ? 0 : digits
  const figures = new Intl.NumberFormat(lang, { minimumFractionDigits: shown, maximumFractionDigits: shown }).format(decimalOf(absolute, digits))
  const parts = new Intl.NumberFormat(lang, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0)
  const symbol = parts.find(({ type }) => type === 'currency')?.value ?? currency
  const sum = lang === 'en' && before.has(symbol) ? symbol + figures : figures + noBreak + symbol
  return value < 0n ? minus + sum : sum
}

/**
 * What a person typed as a sum ("50 000,5", "50,000.50") in minor units. Undefined when it is not a sum of this currency: too many
 * digits after the point, letters, nothing at all.
 */
export const parseMoney = (typed: string, currency: string): bigint | undefined => {
  const digits = digitsOf(currency)
  if (digits === undefined) return undefined
  const plain = typed.replace(/[\s\u00a0\u202f']/g, '')
  const point = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'))
  const decimals = point >= 0 && plain.length - point - 1 <= digits ? plain.slice(point + 1) : undefined
  const left = decimals === undefined ? plain : plain.slice(0, point)
  const whole = /^[1-9]\d{0,2}(?:[,.]\d{3})+$/.test(left) ? left.replace(/[,.]/g, '') : left
  if (!/^\d{1,15}$/.test(whole) || !/^\d*$/.test(decimals ?? '')) return undefined
  return BigInt(whole + (decimals ?? '').padEnd(digits, '0'))
}
