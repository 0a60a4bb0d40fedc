import { z } from 'zod'

/** A UUID without dashes, made at the edge: stream names end their category at the first dash. */
export const Id = z.string().regex(/^[0-9a-f]{32}$/)

/** An id that begins with its account's, so that a command finds the stream without asking a view. */
export const IdInAccount = z.string().regex(/^[0-9a-f]{64}$/)
export const accountOf = (id: string) => id.slice(0, 32)

/** The tenant of what belongs to no tenant: users, sessions, platform-wide reservations. */
export const platformTenant = '00000000000070008000000000000000'

/** Text a person types on one line: trimmed, bounded, without control characters (a NUL would stop at Postgres). */
export const Line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'control characters are not allowed')

/** Text of several lines. */
export const Prose = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, 'control characters are not allowed')

/** The part of an address people read: lower-case latin, digits and inner dashes. */
export const Slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)
export const Language = z.enum(['ru', 'en'])
export type Language = z.output<typeof Language>

/** An IANA zone name that this machine's ICU knows. */
export const TimeZone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}, 'unknown time zone')
