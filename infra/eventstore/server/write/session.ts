import pg from 'pg'
import { storeInUse, storeNotDurable } from '../errors.ts'
import { lastOfAll, type StoredEvent } from '../events.ts'
import { schemaName, tombstoneRevision } from '../schema.ts'
import { bigintArray, booleanArray, byteaArray, textArray, uuidArray } from './binary-array.ts'
import { type Copy, copyIn } from './copy-in.ts'
import type { Seen } from './decide.ts'
import type { Head } from './heads.ts'
import type { Plan } from './plan.ts'
import { eventRows, streamRows, worthCopying } from './rows.ts'

/** One event as plain values: for appends that come one by one, setting up the arrays would take a third as long again as the insert. */
const scalars = ({ position, streamId, revision, created, id, isJson, type, data, metadata }: StoredEvent): readonly unknown[] => [
  position,
  streamId,
  revision,
  created,
  id,
  isJson,
  type,
  asBuffer(data),
  asBuffer(metadata),
]

/** The driver sends a buffer as the bytes it is. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, byteLength)

const never = ['seqscan', 'bitmapscan', 'sort', 'hashjoin', 'mergejoin']

/**
 * Without statistics (a new table) the planner would scan, or fetch a whole stretch and sort it for the sake of its first page; every query of the store is meant to
 * walk an index in its order.
 */
export const pinnedPlans = `${never.map((way) => `-c enable_${way}=off`).join(' ')} -c plan_cache_mode=force_generic_plan -c jit=off`

/** The one session that may write: it holds the advisory lock, so when it ends, whatever it was doing has ended before anyone else gets the lock. */
export type WriterSession = {
  /** The last position of the log when the lock was taken. */
  readonly head: number
  /** Whether any stream had metadata or a tombstone then. */
  readonly marked: boolean
  heads(names: readonly string[]): Promise<readonly (Head & { name: string })[]>
  seen(places: readonly { streamId: number; revision: number }[]): Promise<readonly (Seen & { streamId: number })[]>
  /** One statement, hence one commit: when it resolves, the events are on disk. */
  insert(plan: Plan): Promise<void>
  onLost(listener: (error: Error) => void): void
  end(): Promise<void>
}

/** Whether Postgres refused a statement because a name, a position or a revision was already there. */
export const isTaken = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '23505'

const columns = (events: readonly StoredEvent[]): Buffer[] => [
  bigintArray(events.map(({ position }) => position)),
  bigintArray(events.map(({ streamId }) => streamId)),
  bigintArray(events.map(({ revision }) => revision)),
  bigintArray(events.map(({ created }) => created)),
  uuidArray(events.map(({ id }) => id)),
  booleanArray(events.map(({ isJson }) => isJson)),
  textArray(events.map(({ type }) => type)),
  byteaArray(events.map(({ data }) => data)),
  byteaArray(events.map(({ metadata }) => metadata)),
]

export const writeStatements = (schema: string) => {
  const insertEvents = `insert into ${schema}.events (position, stream_id, revision, created, id, is_json, type, data, metadata)
    select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::uuid[], $6::boolean[], $7::text[], $8::bytea[], $9::bytea[])`
  const insertOne = `insert into ${schema}.events (position, stream_id, revision, created, id, is_json, type, data, metadata)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
  return {
    insertOne,
    insertOneWithStream: `with named as (insert into ${schema}.streams (id, name) values ($10, $11)) ${insertOne}`,
    insertEvents,
    insertWithStreams: `with named as (insert into ${schema}.streams (id, name) select * from unnest($10::bigint[], $11::text[])) ${insertEvents}`,
    // The revision comes from the index alone; only of metastreams is the event itself fetched.
    heads: `select s.name, s.id, (select e.revision from ${schema}.events e where e.stream_id = s.id order by e.revision desc limit 1),
      case when starts_with(s.name, '$$') then
        (select case when e.is_json then e.data end from ${schema}.events e where e.stream_id = s.id order by e.revision desc limit 1) end
      from ${schema}.streams s where s.name = any($1)`,
    seen: `select e.stream_id, e.revision, e.id, e.position
      from unnest($1::bigint[], $2::bigint[]) as place (stream_id, revision) join ${schema}.events e using (stream_id, revision)`,
  }
}

const copiesOf = (schema: string, { events, newStreams }: Plan): readonly Copy[] => {
  const place = `${schema}.events (position, stream_id, revision, created, id, is_json, type, data, metadata)`
  const ofEvents = { text: `copy ${place} from stdin (format binary)`, rows: eventRows(events) }
  if (newStreams.length === 0) return [ofEvents]
  return [{ text: `copy ${schema}.streams (id, name) from stdin (format binary)`, rows: streamRows(newStreams) }, ofEvents]
}

const refuseWhenNotDurable = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`,
  )
  if (rows.length > 0) throw storeNotDurable(rows.map(({ name }) => name))
}

const lockAndReadHead = async (client: pg.Client, schema: string): Promise<Pick<WriterSession, 'head' | 'marked'>> => {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as locked', [
    `kontor.eventstore.${schema}`,
  ])
  if (!rows[0]?.locked) throw storeInUse(schema)
  const { rows: known } = await client.query<{ head: string; marked: boolean }>(`select coalesce(max(position), 0) as head,
    exists (select from ${schema}.streams where name >= '$$' and name < '$%')
      or exists (select from ${schema}.events where revision = ${tombstoneRevision}) as marked
    from ${schema}.events`)
  return { head: Number(known[0]?.head), marked: known[0]?.marked ?? false }
}

/**
 * Connects, takes the lock, reads the head.
 * @throws StoreInUse when another session holds the lock, StoreNotDurable when Postgres would acknowledge what it has not written.
 */
export const openWriterSession = async (connectionString: string, schema: string): Promise<WriterSession> => {
  const client = new pg.Client({
    connectionString,
    options: pinnedPlans,
    connectionTimeoutMillis: 5_000,
    application_name: 'kontor-eventstore-writer',
  })
  let lost = (_error: Error): void => {}
  client.on('error', (error) => lost(error))
  client.on('end', () => lost(new Error('the connection ended')))
  const end = () => client.end().catch(() => {})
  try {
    await client.connect()
    await refuseWhenNotDurable(client)
    const known = await lockAndReadHead(client, schemaName(schema))
    return { ...known, ...queries(client, schema), onLost: (listener) => (lost = listener), end }
  } catch (error) {
    await end()
    throw error
  }
}

const queries = (client: pg.Client, schema: string): Pick<WriterSession, 'heads' | 'seen' | 'insert'> => {
  const sql = writeStatements(schema)
  const rowsOf = async <Row extends unknown[]>(name: keyof typeof sql, values: readonly unknown[]): Promise<readonly Row[]> =>
    (await client.query<Row>({ name, text: sql[name], values: [...values], rowMode: 'array' })).rows
  return {
    heads: async (names) => {
      const rows = await rowsOf<[string, string, string, Buffer | null]>('heads', [textArray(names)])
      return rows.map(([name, id, revision, metadata]) => ({ name, id: Number(id), revision: Number(revision), metadata: metadata ?? undefined }))
    },
    seen: async (places) => {
      const columns = [bigintArray(places.map((place) => place.streamId)), bigintArray(places.map((place) => place.revision))]
      const rows = await rowsOf<[string, string, string, string]>('seen', columns)
      return rows.map(([streamId, revision, id, position]) => ({
        streamId: Number(streamId),
        revision: Number(revision),
        id,
        position: Number(position),
      }))
    },
    insert: async (plan) => {
      const { events, newStreams } = plan
      if (events.length >= worthCopying) return copyIn(client, copiesOf(schema, plan))
      const [event, second] = events
      const [named, another] = newStreams
      if (event && !second && !another && event.revision !== lastOfAll) {
        await (named ? rowsOf('insertOneWithStream', [...scalars(event), named.id, named.name]) : rowsOf('insertOne', scalars(event)))
      } else if (newStreams.length === 0) await rowsOf('insertEvents', columns(events))
      else {
        const names = [bigintArray(newStreams.map(({ id }) => id)), textArray(newStreams.map(({ name }) => name))]
        await rowsOf('insertWithStreams', [...columns(events), ...names])
      }
    },
  }
}
