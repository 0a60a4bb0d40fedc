import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../testing/database.ts'
import { createStoreSchema } from '../create-schema.ts'
import { lastOfAll, type StoredEvent } from '../events.ts'
import { copiedEvents } from './copied-events.ts'
import { copyOut } from './copy-out.ts'
import type { Filter } from './filter.ts'
import { type LogReader, openLogReader } from './log-reader.ts'
import { stretchStatement } from './stretch.ts'

const schema = 'reader_test'
const quoted = String.raw`it's "\n" \ записки-`

const event = (position: number, parts: Partial<StoredEvent> = {}): StoredEvent => ({
  position,
  stream: `${quoted}1`,
  streamId: 1,
  revision: position - 1,
  created: 1_790_000_000_123,
  id: `0198c0de-0000-7000-8000-${String(position).padStart(12, '0')}`,
  isJson: true,
  type: 'notes.Noted',
  data: Buffer.from(`{"n":${position}}`),
  metadata: Buffer.alloc(0),
  ...parts,
})
/** More than fits a piece of memory or a socket's, and every byte there is. */
const large = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 256))
const events = [
  event(1),
  event(2, { isJson: false, type: 'заметки.Noted', data: large, metadata: Buffer.from('{}') }),
  event(3, { stream: 'other', streamId: 3, revision: 0, type: quoted }),
  event(4, { revision: lastOfAll, data: Buffer.alloc(0) }),
]

let database: TestDatabase
let pool: pg.Pool
let log: LogReader

beforeAll(async () => {
  database = await testDatabase()
  await createStoreSchema(database.adminUrl, schema)
  pool = new pg.Pool({ connectionString: database.adminUrl, max: 1 })
  pool.on('error', () => {})
  await pool.query(`insert into ${schema}.streams values (1, $1), (3, 'other')`, [events[0]?.stream])
  for (const { position, streamId, revision, created, id, isJson, type, data, metadata } of events)
    await pool.query(`insert into ${schema}.events values ($1, $2, least($3::numeric, 9223372036854775807), $4, $5, $6, $7, $8, $9)`, [
      ...[position, streamId, BigInt(revision), created, id, isJson, type, data, metadata],
    ])
  log = openLogReader(database.adminUrl, schema)
})

afterAll(async () => {
  await log?.close()
  await pool?.end()
  await database?.drop()
})

const positions = async (filter?: Filter) => (await log.all({ after: 0, upTo: 4, limit: 10, filter })).events.map(({ position }) => position)

it('gives the log as it was written, in either direction', async () => {
  expect(await log.all({ after: 0, upTo: 4, limit: 4 })).toEqual({ events, readTo: 4 })
  expect(await log.all({ after: 1, upTo: 4, limit: 2, backwards: true })).toEqual({ events: [events[3], events[2]], readTo: 3 })
  expect(await log.all({ after: 4, upTo: 9, limit: 1 })).toEqual({ events: [], readTo: 9 })
})

it.each<[string, Filter['on'], readonly string[], readonly number[]]>([
  ['its type', 'type', ['notes.', 'nothing'], [1, 4]],
  ['its stream', 'stream', [quoted], [1, 2, 4]],
  ['either of two', 'type', [quoted, 'заметки.'], [2, 3]],
  ['what no text begins with', 'stream', ['\0'], []],
])('finds an event by the beginning of %s', async (_, on, prefixes, found) => {
  expect(await positions({ on, by: { prefixes }, checkpointEvery: 32 })).toEqual(found)
})

it('says nothing of a stretch whose bounds are no whole numbers', async () => {
  await expect(log.all({ after: 0, upTo: Number.NaN, limit: 1 })).rejects.toThrow(RangeError)
})

it('takes no part of a copy for the whole', async () => {
  const copied = await copyOut(pool, stretchStatement(schema, { after: 2, upTo: 4, limit: 10 }))
  expect(copiedEvents(copied)).toEqual(events.slice(2))
  for (let length = 0; length < copied.length; length += 1) expect(() => copiedEvents(copied.subarray(0, length))).toThrow(RangeError)
  await expect(copyOut(pool, 'select 1').then(copiedEvents)).rejects.toThrow('A row of 1 columns')
})

it.each([
  ['fails in its middle', 'select 1 / (3 - n) from generate_series(1, 5) n', 'division by zero'],
  ['loses its connection', 'select pg_terminate_backend(pg_backend_pid()) from generate_series(1, 5) n', 'terminating connection'],
])('a copy that %s rejects, and the next one succeeds', async (_, select, message) => {
  await expect(copyOut(pool, select)).rejects.toThrow(message)
  expect((await copyOut(pool, 'select 1')).length).toBeGreaterThan(0)
})
