import { masked, maskPersonal } from '@kontor/core/audit'
import { allEvents } from '@kontor/core/catalogue'
import { erased, type StoredEvent } from '@kontor/core/kernel'
import { projection, sql } from '../../kernel/index.ts'

const definitions = new Map(allEvents.map((definition) => [definition.type, definition]))

/** An erased text is hidden like any other, so that the rows are the same before the erasure and in a rebuild after it. */
const hidden = (text: unknown) => (text === erased ? masked : text)
const shown = ({ type, data }: StoredEvent): string => {
  const plain = maskPersonal(definitions.get(type), data)
  return JSON.stringify(Object.fromEntries(Object.entries(plain).map(([field, value]) => [field, hidden(value)])))
}

const rowOf = (event: StoredEvent) => {
  const { id, position, type, stream, revision, meta } = event
  const { tenantId, occurredAt, recordedAt, actor, commandId, correlationId, causationId } = meta
  const place = [tenantId, id, position, type, stream, String(revision), occurredAt, recordedAt]
  return [...place, actor.kind, actor.id, commandId, correlationId, causationId, shown(event)]
}

/** Every event, to be searched by what is asked of a log: when, what, who, where and why. */
export const auditEvents = projection({
  name: 'audit.events',
  version: 1,
  handles: allEvents.map(({ type }) => type),
  fold: (batch: readonly StoredEvent[]) => batch.map(rowOf),
  apply: (rows) => [
    sql.typeAlias('void')`
      insert into audit_events (tenant_id, event_id, position, type, stream, revision, occurred_at, recorded_at, actor_kind, actor_id, command_id,
        correlation_id, causation_id, data)
      select * from ${sql.unnest(rows, [
        'text',
        'text',
        'numeric',
        'text',
        'text',
        'int8',
        'timestamptz',
        'timestamptz',
        'text',
        'text',
        'text',
        'text',
        'text',
        'jsonb',
      ])}
      on conflict do nothing`,
  ],
  // Nobody but the tenant's own people may search it.
  touches: ({ meta, id }: StoredEvent) => [{ tenantId: meta.tenantId, partnerIds: [], id }],
})
