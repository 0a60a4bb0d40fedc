import { erased } from '@kontor/gateways/http/tenancy/contract'

/** What the log has for a person; the machine itself goes by a word. */
const person = /^[0-9a-f]{32}$/

/**
 * The name of who decided, as far as `names` of the organisation's people tell; `another` for somebody who is not, or no longer, known by name. Undefined
 * while the names are not there yet, so that nobody is called "another" for a moment.
 */
export const whoDecided = (decidedBy: string | null, names: ReadonlyMap<string, string> | undefined, another: string): string | undefined => {
  if (decidedBy === null || !person.test(decidedBy)) return 'Kontor'
  const name = names?.get(decidedBy)
  if (name !== undefined && name !== erased) return name
  return names && another
}
