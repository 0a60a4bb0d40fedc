import { type Lang, minus, noBreak } from './language.ts'

const sign = (negative: boolean) => (negative ? minus : '')

/** A whole number: `12 345` in Russian, `12,345` in English. */
export const count = (value: number | bigint, lang: Lang): string => {
  const absolute = value < 0 ? -value : value
  return sign(value < 0) + new Intl.NumberFormat(lang).format(absolute)
}

/** A share as it is kept ("7.5"): `7,5 %`. A share of nothing has no value: an empty one is a dash. */
export const percent = (value: string | null, lang: Lang): string => {
  if (value === null) return '–'
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.')
  const digits = fraction.replace(/0+$/, '')
  const point = lang === 'ru' ? ',' : '.'
  return `${sign(value.startsWith('-'))}${whole}${digits && point + digits}${noBreak}%`
}

/** How much one number is of another, as text for `percent`: one digit after the point. Of nothing it is no share: null. */
export const share = (part: number, whole: number): string | null => (whole === 0 ? null : ((part / whole) * 100).toFixed(1))

/** The ends of an axis only, never of a table: `1,3 тыс.`, `1.3m`. */
export const compact = (value: number, lang: Lang): string => {
  const text = new Intl.NumberFormat(lang, { notation: 'compact', maximumFractionDigits: 1 }).format(value)
  return lang === 'en' ? text.toLowerCase() : text
}

/** How far a number has moved, in per cent of where it was ("-2.1", "12"); null from nothing, which has no percentage, and when it stands. */
export const changeOf = (now: number, before: number): string | null => {
  if (before === 0 || now === before) return null
  const moved = ((now - before) / Math.abs(before)) * 100
  return Math.abs(moved) < 10 ? moved.toFixed(1) : moved.toFixed(0)
}
