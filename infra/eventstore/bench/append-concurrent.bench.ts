import { print, rate, ratio } from '../../testing/bench.ts'
import { createBareTable, insertOne } from './bare-insert.ts'
import { appendOne } from './one-event.ts'
import { bareConnections, benchPostgres, benchStore } from './stand.ts'

/**
 * append.concurrent: 64 single-event appends at once through the client, each to a stream of its own at its exact revision, against 16 raw connections
 * of INSERT and commit on the same Postgres. Every answer on both sides is after an fsync.
 */
const roundMs = 3_000

await using closing = new AsyncDisposableStack()
const postgres = await benchPostgres(closing)
const client = await benchStore(postgres, closing)
const bare = await bareConnections(postgres, 16, closing)
await createBareTable(bare(0))

const append = () => appendOne(client)
const insert = (lane: number) => insertOne(bare(lane))

await rate(16, 1_000, insert)
await rate(64, 1_000, append)
print(
  await ratio(
    'append.concurrent',
    'ratio to 16 raw connections of INSERT and commit',
    () => rate(64, roundMs, append),
    () => rate(16, roundMs, insert),
  ),
)
