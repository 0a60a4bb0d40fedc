import pg from 'pg'
import { noStream, type StoredEvent } from '../events.ts'
import { schemaName, tombstoneRevision } from '../schema.ts'
import { pinnedPlans } from '../write/session.ts'
import { copiedEvents } from './copied-events.ts'
import { copyOut } from './copy-out.ts'
import { passes } from './filter.ts'
import { columnsOf, type Stretch, stretchStatement } from './stretch.ts'

/** Events of `oldest` and later revisions, created at or after `createdFrom` (milliseconds since 1970). */
export type StreamStretch = {
  readonly stream: string
  readonly from: number
  readonly limit: number
  readonly backwards: boolean
  readonly oldest: number
  readonly createdFrom: number
}
/** A revision of a stream, as a link names it. */
export type Place = { readonly stream: string; readonly revision: number }
/** What the log says of a stream; `last` is -1 when it has no events. `metadata` is what the last event of its metastream holds. */
export type StreamFacts = { readonly last: number; readonly metadata: Uint8Array | undefined }

/** `readTo` is the last position looked at, whether or not what stands there passed the filter. */
export type Page = { readonly events: readonly StoredEvent[]; readonly readTo: number }

/** Reads the log from Postgres, on sessions of its own, so that readers never stand in the writer's way. */
export type LogReader = {
  all(stretch: Stretch): Promise<Page>
  /** Events of a stream beginning with revision `from`, at most `limit`. */
  stream(stretch: StreamStretch): Promise<readonly StoredEvent[]>
  /** The events at these places, in no order; places where nothing stands are left out. */
  at(places: readonly Place[]): Promise<readonly StoredEvent[]>
  facts(stream: string): Promise<StreamFacts>
  close(): Promise<void>
}

type Row = [string, string, string, string, string, string, boolean, string, Buffer, Buffer]

const toEvent = ([position, stream, streamId, revision, created, id, isJson, type, data, metadata]: Row): StoredEvent => ({
  position: Number(position),
  stream,
  streamId: Number(streamId),
  revision: Number(revision),
  created: Number(created),
  id,
  isJson,
  type,
  data,
  metadata,
})

export const readStatements = (schema: string) => {
  const stream = (comparison: '>=' | '<=', order: 'asc' | 'desc') =>
    `select ${columnsOf('$1::text')} from ${schema}.events e where e.stream_id = (select id from ${schema}.streams where name = $1)
      and e.revision ${comparison} $2 and e.revision >= $4 and e.created >= $5 and e.revision < ${tombstoneRevision} order by e.revision ${order} limit $3`
  return {
    stream: stream('>=', 'asc'),
    streamBackwards: stream('<=', 'desc'),
    at: `select ${columnsOf('s.name')} from unnest($1::text[], $2::bigint[]) as place (stream, revision)
      join ${schema}.streams s on s.name = place.stream join ${schema}.events e on e.stream_id = s.id and e.revision = place.revision`,
    facts: `select
      (select e.revision from ${schema}.events e where e.stream_id = (select id from ${schema}.streams where name = $1) order by e.revision desc limit 1),
      (select case when e.is_json then e.data end from ${schema}.events e
        where e.stream_id = (select id from ${schema}.streams where name = '$$' || $1) order by e.revision desc limit 1)`,
  }
}

const sessions = 4

/** Opens nothing yet: a session is made when the first read needs one. */
export const openLogReader = (connectionString: string, schema: string): LogReader => {
  const application_name = 'kontor-eventstore-reader'
  const pool = new pg.Pool({ connectionString, options: pinnedPlans, max: sessions, connectionTimeoutMillis: 5_000, application_name })
  // A server that goes away fails the query of whoever asks next, never the process.
  pool.on('error', () => {})
  const name = schemaName(schema)
  const sql = readStatements(name)
  const read = async (statement: keyof typeof sql, values: readonly unknown[]): Promise<StoredEvent[]> =>
    (await pool.query<Row>({ name: statement, text: sql[statement], values: [...values], rowMode: 'array' })).rows.map(toEvent)
  const stream = ({ stream, from, limit, backwards, oldest, createdFrom }: StreamStretch) =>
    read(backwards ? 'streamBackwards' : 'stream', [stream, from, limit, oldest, createdFrom])

  return {
    all: async (stretch) => {
      const found = copiedEvents(await copyOut(pool, stretchStatement(name, stretch)))
      const complete = found.length < stretch.limit
      const end = stretch.backwards ? stretch.after : stretch.upTo
      return { events: found.filter((event) => passes(stretch.filter, event)), readTo: complete ? end : (found.at(-1)?.position ?? end) }
    },
    stream,
    at: (places) => read('at', [places.map((place) => place.stream), places.map((place) => place.revision)]),
    facts: async (stream) => {
      const query = { name: 'facts', text: sql.facts, values: [stream], rowMode: 'array' as const }
      const [[last, metadata] = []] = (await pool.query<[string | null, Buffer | null]>(query)).rows
      return { last: Number(last ?? noStream), metadata: metadata ?? undefined }
    },
    close: () => pool.end(),
  }
}
