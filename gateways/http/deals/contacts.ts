import type { Name } from '@kontor/core/reservations'
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { HttpDeps } from '../ports.ts'

export type Contacts = { readonly phone: string | undefined; readonly email: string | undefined }

/** One number, written one way: E.164 and its extension. One that cannot be read stays as it was typed. */
const readPhone = (typed: string, region: CountryCode | undefined): string => {
  const found = parsePhoneNumberFromString(typed, region)
  if (!found?.isPossible()) return typed
  return found.ext ? `${found.number} ext. ${found.ext}` : found.number
}

/** Phone and e-mail as everything after this knows them; what differs only in its writing is the same. */
export const contactsOf = ({ phone, email }: Partial<Contacts>, region: CountryCode | undefined): Contacts => ({
  phone: phone === undefined ? undefined : readPhone(phone, region),
  email: email?.trim().toLowerCase(),
})

/** The names under which a tenant's customers are told apart (design.md §4 "Uniqueness"), the phone first. A phone is known by its digits alone. */
export const namesOf = ({ keyed }: Pick<HttpDeps, 'keyed'>, tenantId: string, { phone, email }: Contacts): readonly Name[] => {
  const digits = phone?.replace(/\D/g, '')
  return [
    ...(digits ? [{ tenantId, key: keyed('customerphone', digits) }] : []),
    ...(email ? [{ tenantId, key: keyed('customeremail', email) }] : []),
  ]
}
