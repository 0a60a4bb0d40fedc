import { maskPersonal } from '@kontor/core/audit'
import { allEvents } from '@kontor/core/catalogue'
import { type Definition, type Recorded, Refused } from '@kontor/core/kernel'
import type { AuditEvent } from './contract.ts'

const definitions: ReadonlyMap<string, Definition> = new Map(allEvents.map((definition) => [definition.type, definition]))

/** A decoded event with what is personal hidden, unless the reader has said why it must be seen. */
export const veiled = (event: Recorded, isOpen: boolean): Recorded =>
  isOpen ? event : { ...event, data: maskPersonal(definitions.get(event.type), event.data as Record<string, unknown>) }

/** Its data as the log keeps it: money is text. */
const encoded = ({ type, data }: Recorded): Record<string, unknown> => {
  const definition = definitions.get(type)
  if (!definition) throw new Refused('stream.not-found')
  return definition.schema.encode(data as never) as Record<string, unknown>
}

export const shown = (event: Recorded): AuditEvent => {
  const { id, type, stream, revision, position, meta } = event
  const { occurredAt, recordedAt, actor, tenantId, commandId, correlationId, causationId } = meta
  const place = { id, type, stream, revision: String(revision), position, occurredAt, recordedAt }
  return { ...place, actor: { kind: actor.kind, id: actor.id }, tenantId, commandId, correlationId, causationId, data: encoded(event) }
}
