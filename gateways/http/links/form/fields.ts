import { Id } from '@kontor/core/kernel'
import type { FieldErrors } from '../../plugins/invalid-input.ts'
import type { Marks } from './marks.ts'
import type { Words } from './words.ts'

/** A box of ours says `on`; forms that others wrote, and programs, say it in their own way. Anything else is no consent. */
const agreed: ReadonlySet<string> = new Set(['on', 'true', '1', 'yes'])

/**
 * What a browser posted, as the contract wants it: an empty field was not filled in, a ticked box is consent, and what the page sent along by itself is taken
 * out. A `kid` that is none came by somebody's copying; it is no reason to lose a customer.
 */
export const fieldsOf = (posted: Readonly<Record<string, unknown>>): { readonly fields: Record<string, unknown>; readonly marks: Marks } => {
  const { token, stamp, website, ...rest } = posted
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const filledIn = Object.entries(rest).filter(([name, value]) => value !== '' && (name !== 'kid' || Id.safeParse(value).success))
  const fields = Object.fromEntries(filledIn.map(([name, value]) => [name, name === 'consent' && agreed.has(String(value)) ? true : value]))
  return { fields, marks: { token: text(token), stamp: text(stamp), website: text(website) } }
}

const shown = ['name', 'phone', 'email', 'company', 'comment', 'consent']

const inWords = (words: Words, name: string, code: string): string => {
  if (code === 'customer.contact-missing') return words.contactMissing
  if (name === 'consent') return words.consentMissing
  if (code === 'field.too-long') return words.errors.long
  if (name === 'name') return words.nameMissing
  if (name === 'email') return words.emailWrong
  return code === 'field.required' ? words.errors.missing : words.errors.wrong
}

/** Beside which field a person reads what; of several errors of one field the first. What no field of the page is to blame for is left out. */
export const errorsInWords = (words: Words, errors: FieldErrors): ReadonlyMap<string, string> => {
  const byField = new Map<string, string>()
  for (const name of shown) {
    const error = errors.find(({ pointer }) => pointer === `/${name}`)
    if (error) byField.set(name, inWords(words, name, error.code))
  }
  return byField
}
