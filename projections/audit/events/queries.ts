import type { CommonQueryMethods } from 'slonik'
import { openCursor, type Page, page, sql } from '../../kernel/index.ts'
import { AuditEvent } from './view.ts'

export type AuditFilter = {
  readonly tenantId?: string | undefined
  /** A whole type, or its beginning up to a dot: `payouts.`. */
  readonly type?: string | undefined
  readonly actor?: string | undefined
  readonly stream?: string | undefined
  readonly correlationId?: string | undefined
  /** Recorded from then on, and before then; UTC. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const list = 'audit.events'
const columns = sql.fragment`
  event_id as id, type, stream, revision::text, position::text, occurred_at as "occurredAt", recorded_at as "recordedAt",
  json_build_object('kind', actor_kind, 'id', actor_id) as actor, tenant_id as "tenantId", command_id as "commandId",
  correlation_id as "correlationId", causation_id as "causationId", data`

const click = 'links.ClickRecorded'
const typed = (type: string) => {
  if (!type.endsWith('.')) return sql.fragment`type = ${type}`
  const begins = sql.fragment`starts_with(type, ${type})`
  // Postgres does not see by itself that the index without clicks has them all.
  return click.startsWith(type) ? begins : sql.fragment`${begins} and type <> ${click}`
}

/** Newest first. Names a tenant only where the asker does: the request's role and setting, and the table's policy, do the rest. */
export const listEvents = async (db: CommonQueryMethods, { cursor, limit, ...filter }: Page & AuditFilter) => {
  const [position, eventId] = cursor ? openCursor(list, cursor) : []
  const { tenantId, type, actor, stream, correlationId, from, to } = filter
  const wanted = [
    tenantId && sql.fragment`tenant_id = ${tenantId}`,
    type && typed(type),
    actor && sql.fragment`actor_id = ${actor}`,
    stream && sql.fragment`stream = ${stream}`,
    correlationId && sql.fragment`correlation_id = ${correlationId}`,
    from && sql.fragment`recorded_at >= ${from}::timestamptz`,
    to && sql.fragment`recorded_at < ${to}::timestamptz`,
    position && eventId && sql.fragment`(position, event_id) < (${position}::numeric, ${eventId})`,
  ].filter((part) => part !== undefined && part !== '')
  // The column, by its table's name: bare, it would be the text that is selected, of which 9 comes after 10.
  const rows = await db.any(sql.type(AuditEvent)`
    select ${columns} from audit_events where ${sql.join([sql.fragment`true`, ...wanted], sql.fragment` and `)}
    order by audit_events.position desc, event_id desc limit ${limit + 1}`)
  return page(list, rows, limit, (row) => [row.position, row.id])
}
