import { type EventStoreDBClient, NO_STREAM } from '@eventstore/db-client'
import type pg from 'pg'
import { newId } from '../../secrets/index.ts'
import { print, rate, ratio, round } from '../../testing/bench.ts'
import { fill, filledStream, type Size } from './fill.ts'
import { eventWithMetadata } from './one-event.ts'
import { bareConnections, benchPostgres, benchStore } from './stand.ts'

/**
 * append.at.5m: 64 single-event appends at once on a log of 5 million events in 50,000 streams, as a ratio to one of 10 thousand in 100, both served beside each
 * other. Every second append opens a stream, the others go on one of the filled ones at its exact revision, so that heads are looked up in indexes of that size. The
 * appended events are of the size of those that lie there: smaller ones would go into what is left of old pages (docs/performance.md).
 */
const sizes = { large: { events: 5_000_000, streams: 50_000 }, small: { events: 10_000, streams: 100 } } as const
const lanes = 64
const roundMs = 3_000

await using closing = new AsyncDisposableStack()
const postgres = await benchPostgres(closing)
const bare = (await bareConnections(postgres, 1, closing))(0)

/** Each lane has streams of its own, the filled ones of its number modulo the lanes, and takes them in turn. */
const appender = (client: EventStoreDBClient, { events, streams }: Size) => {
  const revisions = new Map<number, bigint>()
  const turns = Array.from({ length: lanes }, () => 0)
  const goOn = async (lane: number, turn: number) => {
    const inLane = Math.floor((streams - 1 - lane) / lanes) + 1
    const number = 1 + lane + lanes * (turn % inLane)
    const expectedRevision = revisions.get(number) ?? BigInt(events / streams - 1)
    const { nextExpectedRevision } = await client.appendToStream(filledStream(number), eventWithMetadata(), { expectedRevision })
    revisions.set(number, nextExpectedRevision)
  }
  const begin = () => client.appendToStream(`bench-${newId()}`, eventWithMetadata(), { expectedRevision: NO_STREAM })
  return async (lane: number) => {
    const turn = turns[lane] ?? 0
    turns[lane] = turn + 1
    await (turn % 2 === 0 ? begin() : goOn(lane, turn >> 1))
  }
}

const opened = async (schema: string, size: Size) => {
  await fill(bare, postgres, schema, size)
  const append = appender(await benchStore(postgres, closing, schema), size)
  return (ms: number) => rate(lanes, ms, append)
}

/** What an event takes on disk, in bytes. */
const bytesAnEvent = async (client: pg.Client, schema: string, { events }: Size) => {
  const { rows } = await client.query<{ heap: string; indexes: string; total: string }>(
    `select sum(pg_table_size(c.oid)) as heap, sum(pg_indexes_size(c.oid)) as indexes, sum(pg_total_relation_size(c.oid)) as total
      from pg_class c where c.relkind = 'r' and c.relnamespace = $1::regnamespace`,
    [schema],
  )
  const { heap, indexes, total } = rows[0] ?? { heap: '', indexes: '', total: '' }
  return { heap: round(Number(heap) / events, 0), indexes: round(Number(indexes) / events, 0), total: round(Number(total) / events, 0) }
}

const small = await opened('store_small', sizes.small)
const large = await opened('store_large', sizes.large)
const bytes = await bytesAnEvent(bare, 'store_large', sizes.large)

await small(2_000)
await large(2_000)
const figure = await ratio(
  'append.at.5m',
  'ratio to the rate at 10 thousand events',
  () => large(roundMs),
  () => small(roundMs),
)
print({ ...figure, detail: { ...sizes.large, bytesAnEvent: bytes, ...figure.detail } })
