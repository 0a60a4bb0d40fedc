import { dateTime, type Lang, money } from './format/index.ts'

/** A value as it is shown: `said` to a person, `kept` as the data has it where that reads otherwise. */
export type Leaf = { readonly look: 'text' | 'plain' | 'masked' | 'erased'; readonly said: string; readonly kept?: string }

/** What the server puts where personal data is not shown, and where it is no more (design.md §4). */
const placeholders: Readonly<Record<string, 'masked' | 'erased'>> = { '[masked]': 'masked', '[erased]': 'erased' }
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

const isSum = (value: object): value is { minor: string; currency: string } =>
  'minor' in value &&
  'currency' in value &&
  Object.keys(value).length === 2 &&
  typeof value.currency === 'string' &&
  /^-?\d+$/.test(String(value.minor))

/** The inner values of a tree, by name; undefined for what is shown in one line: words, numbers, sums, and what is empty. */
export const branchesOf = (value: unknown): readonly (readonly [string, unknown])[] | undefined => {
  if (typeof value !== 'object' || value === null || isSum(value)) return undefined
  const branches = Object.entries(value)
  return branches.length > 0 ? branches : undefined
}

/** `{minor, currency}` is money, a UTC time is one of the reader's zone; both keep what the data says beside them. */
export const leafOf = (value: unknown, lang: Lang, now: Date): Leaf => {
  if (typeof value === 'string') {
    const look = placeholders[value]
    if (look) return { look, said: value }
    return instant.test(value) ? { look: 'plain', said: dateTime(new Date(value), lang, { now }), kept: value } : { look: 'text', said: value }
  }
  if (typeof value === 'object' && value !== null && isSum(value))
    return { look: 'plain', said: money(value.minor, value.currency, lang), kept: `${value.minor} ${value.currency}` }
  return { look: 'plain', said: value === undefined || value === null ? '–' : JSON.stringify(value) }
}

/** Is anything in this hidden for want of a reason? */
export const hasMasked = (value: unknown): boolean => JSON.stringify(value ?? null).includes('"[masked]"')
