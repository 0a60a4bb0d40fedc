import { z } from 'zod'
import { Line } from '../kernel/index.ts'

/** The code in a link's address: 60 bits of a keyed hash of the link's id, in Crockford's base32, so it cannot be guessed or mistaken when read aloud. */
export const LinkCode = z.string().regex(/^[0-9a-hjkmnp-tv-z]{12}$/)

/** A direct link leads to a page of the tenant; an iframe link carries the form into a page; a landing link leads to a landing of ours. */
export const LinkType = z.enum(['direct', 'iframe', 'landing'])
export type LinkType = z.output<typeof LinkType>

const isPlain = (target: string) => {
  if (!URL.canParse(target) || !target.isWellFormed()) return false
  const { protocol, hostname } = new URL(target)
  return /^https?:$/.test(protocol) && hostname !== ''
}
/**
 * Where a link may lead (reliability.md §3 line 28): an absolute http(s) address that says what it means. Its host follows the two slashes at once; no user part, not
 * even an empty one, no control characters, no backslash and no space, which browsers read in ways of their own.
 */
export const Target = z
  .string()
  .max(2048)
  .regex(/^https?:\/\/[^\s\p{Cc}\\/?#@]+(?:[/?#][^\s\p{Cc}\\]*)?$/iu, 'must begin with http:// or https:// and a host, without a user name')
  .refine(isPlain, 'must be an address')

/** The five UTM fields; the link's win over the target's own. */
export const Utm = z.strictObject({
  source: Line(120).optional(),
  medium: Line(120).optional(),
  campaign: Line(120).optional(),
  content: Line(120).optional(),
  term: Line(120).optional(),
})
export type Utm = z.output<typeof Utm>

/** What made a click (money.md, "Raw clicks kept and classified"): a person, the same person again at once, a robot, a browser that looks ahead, or our own test. */
export const ClickKind = z.enum(['person', 'duplicate', 'bot', 'prefetch', 'test'])
export type ClickKind = z.output<typeof ClickKind>
