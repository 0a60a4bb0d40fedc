/** Crockford's base32: no i, l, o and u, which are misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Twelve characters, sixty bits of a keyed hash of the link's id: the same for ever, and not to be guessed (design.md §4, Uniqueness). */
export const linkCode = (keyed: (kind: string, value: string) => string, linkId: string): string => {
  const hash = BigInt(`0x${keyed('link', linkId).slice(-64)}`)
  return Array.from({ length: 12 }, (_, at) => alphabet[Number((hash >> BigInt(at * 5)) & 31n)]).join('')
}
