import type { AuditEvent } from '@kontor/gateways/http/audit/contract'

export type Caused = { readonly event: AuditEvent; readonly depth: number }

const inOrder = (a: AuditEvent, b: AuditEvent) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1)

/**
 * The events of one correlation as an indented tree, each under the event that caused it, causes before effects and otherwise in the
 * order of the log. An event whose cause is a command, or is not among these, begins a branch of its own.
 */
export const causesOf = (events: readonly AuditEvent[]): readonly Caused[] => {
  const known = new Set(events.map(({ id }) => id))
  const effects = Map.groupBy(events.toSorted(inOrder), ({ id, causationId }) => (causationId !== id && known.has(causationId) ? causationId : ''))
  const seen = new Set<string>()
  const under = (cause: string, depth: number): readonly Caused[] =>
    (effects.get(cause) ?? []).flatMap((event) => {
      if (seen.has(event.id)) return []
      seen.add(event.id)
      return [{ event, depth }, ...under(event.id, depth + 1)]
    })
  return under('', 0)
}
