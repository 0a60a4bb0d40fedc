import { masked } from '@kontor/core/audit'
import { allEvents } from '@kontor/core/catalogue'
import { personalFields, type StoredEvent } from '@kontor/core/kernel'
import { projection, sql } from '../../kernel/index.ts'

const personalOf = new Map(allEvents.map(({ type, schema }) => [type, new Set(personalFields(schema).map(({ field }) => field))]))

/**
 * What is personal is hidden by its name alone: whoever looks at a field has it decrypted. A field of an erased person is hidden like any other, so that the rows
 * are the same before the erasure and in a rebuild after it.
 */
const shown = ({ type, data }: StoredEvent): string => {
  const personal = personalOf.get(type)
  return JSON.stringify(Object.fromEntries(Object.keys(data).map((field) => [field, personal?.has(field) ? masked : data[field]])))
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
  version: 2,
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
