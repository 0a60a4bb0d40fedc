import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../testing/database.ts'
import { createStoreSchema } from '../create-schema.ts'
import { lastOfAll, type StoredEvent } from '../events.ts'
import { tombstoneRevision } from '../schema.ts'
import { type Copy, copyIn } from './copy-in.ts'
import { eventRows, layRows, streamRows } from './rows.ts'
import { isTaken } from './session.ts'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  await createStoreSchema(database.adminUrl, 'copied')
})
beforeEach(async () => {
  client = new pg.Client({ connectionString: database.adminUrl })
  client.on('error', () => {})
  await client.connect()
  await client.query('truncate copied.events, copied.streams')
  return () => client.end()
})
afterAll(() => database?.drop())

const intoStreams = (rows: Buffer): Copy => ({ text: 'copy copied.streams (id, name) from stdin (format binary)', rows })
const intoEvents = (rows: Buffer): Copy => ({ text: 'copy copied.events from stdin (format binary)', rows })

const event = (position: number, changes: Partial<StoredEvent> = {}): StoredEvent => ({
  id: `00000000-0000-7000-8000-${String(position).padStart(12, '0')}`,
  type: 'notes.Noted',
  isJson: true,
  data: Buffer.from('{"a":1}'),
  metadata: Buffer.alloc(0),
  position,
  stream: 'notes',
  streamId: 1,
  revision: position - 1,
  created: 1_790_000_000_123,
  ...changes,
})

const stored = async () => {
  const { rows } = await client.query('select * from copied.events order by position')
  return rows
}

it('events and streams come in as they were meant', async () => {
  const names = [
    { id: 1, name: 'it\'s; drop table \\. "copied"' },
    { id: 2 ** 32, name: 'заметки-🌍' },
  ]
  const laid = layRows([event(2, { type: 'заметки.Сделана', data: Buffer.from([0, 255, 92]), metadata: Buffer.from('{}'), isJson: false })])
  const events = [event(1), { ...event(2), ...laid[0] }, event(3, { revision: lastOfAll, streamId: 2 ** 32 })]
  await copyIn(client, [intoStreams(streamRows(names)), intoEvents(eventRows(events))])

  const streams = await client.query('select * from copied.streams order by id')
  expect(streams.rows).toEqual([names[0], { id: '4294967296', name: 'заметки-🌍' }].map((row) => ({ ...row, id: String(row?.id) })))
  const plain = { created: '1790000000123', data: Buffer.from('{"a":1}'), metadata: Buffer.alloc(0), is_json: true, type: 'notes.Noted' }
  expect(await stored()).toEqual([
    { ...plain, position: '1', stream_id: '1', revision: '0', id: event(1).id },
    {
      ...plain,
      ...{ position: '2', stream_id: '1', revision: '1', id: event(2).id, is_json: false },
      ...{ type: 'заметки.Сделана', data: Buffer.from([0, 255, 92]), metadata: Buffer.from('{}') },
    },
    { ...plain, position: '3', stream_id: '4294967296', revision: tombstoneRevision, id: event(3).id },
  ])
})

it('what was laid down holds its own data and metadata', () => {
  const events = [event(1, { data: Buffer.from('one'), metadata: Buffer.from('first') }), event(2, { data: Buffer.from('two') })]
  const laid = layRows(events)
  eventRows(laid.map((one, index) => ({ ...event(index + 1), ...one })))
  expect(laid.map(({ data, metadata }) => `${data} ${metadata}`)).toEqual(['one first', 'two '])
})

it('a COPY that is refused takes the ones beside it along, and the connection goes on', async () => {
  await copyIn(client, [intoStreams(streamRows([{ id: 1, name: 'notes' }]))])
  const again = [intoStreams(streamRows([{ id: 2, name: 'notes' }])), intoEvents(eventRows([event(1)]))]
  const refused = await copyIn(client, again).catch((error: unknown) => error)
  expect(isTaken(refused)).toBe(true)
  const twice = [intoStreams(streamRows([{ id: 3, name: 'others' }])), intoEvents(eventRows([event(1), event(2, { revision: 0 })]))]
  expect(isTaken(await copyIn(client, twice).catch((error: unknown) => error))).toBe(true)
  expect(await stored()).toEqual([])
  expect((await client.query('select name from copied.streams')).rows).toEqual([{ name: 'notes' }])
})

it('rejects when the connection is lost', async () => {
  const other = new pg.Client({ connectionString: database.adminUrl })
  await other.connect()
  await other.query('begin')
  await other.query('lock table copied.events in access exclusive mode')
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const copying = expect(copyIn(client, [intoEvents(eventRows([event(1)]))])).rejects.toThrow()
  await other.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await copying
  await other.query('rollback')
  await other.end()
})
