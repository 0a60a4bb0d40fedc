import type pg from 'pg'
import { print, ratio } from '../../testing/bench.ts'
import { fill } from './fill.ts'
import { bareConnections, benchPostgres, benchStore } from './stand.ts'

/**
 * read.all: events a second of reading the whole log forwards through the client, 200,000 events with data and metadata decoded, against a bare cursor over the
 * same table with JSON.parse of both. The cursor takes them as text, which is its fastest: as bytes they would come in hexadecimal.
 */
const size = { events: 200_000, streams: 5_000 }
const rowsAFetch = 1_000

await using closing = new AsyncDisposableStack()
const postgres = await benchPostgres(closing)
const bare = (await bareConnections(postgres, 1, closing))(0)
await fill(bare, postgres, 'eventstore', size)
const client = await benchStore(postgres, closing)

const timed = async (read: () => Promise<number>): Promise<number> => {
  const began = performance.now()
  const found = await read()
  if (found !== size.events) throw new Error(`${found} of ${size.events} events were read`)
  return found / ((performance.now() - began) / 1_000)
}

const ours = async () => {
  let found = 0
  for await (const { event } of client.readAll({ maxCount: size.events })) {
    if (event?.data && event.metadata) found += 1
  }
  return found
}

type Row = [position: string, stream: string, revision: string, id: string, type: string, data: string, metadata: string]
const cursor = `declare everything no scroll cursor for
  select position, stream_id, revision, id, type, convert_from(data, 'UTF8'), convert_from(metadata, 'UTF8') from eventstore.events order by position`

const fetchSome = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<Row>({ text: `fetch ${rowsAFetch} from everything`, rowMode: 'array' })
  let found = 0
  for (const [, , , , , data, metadata] of rows) if (JSON.parse(data) && JSON.parse(metadata)) found += 1
  return found
}

const limit = async () => {
  let found = 0
  await bare.query(`begin; ${cursor}`)
  for (let some = await fetchSome(bare); some > 0; some = await fetchSome(bare)) found += some
  await bare.query('commit')
  return found
}

await timed(limit)
await timed(ours)
const figure = await ratio(
  'read.all',
  'ratio to a bare cursor with JSON.parse',
  () => timed(ours),
  () => timed(limit),
)
print({ ...figure, detail: { ...size, ...figure.detail } })
