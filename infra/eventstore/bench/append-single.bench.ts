import { print, rate, ratio } from '../../testing/bench.ts'
import { createBareTable, insertOne } from './bare-insert.ts'
import { appendOne } from './one-event.ts'
import { bareConnections, benchPostgres, benchStore } from './stand.ts'

/** append.single: one append after the other through the client, each to a stream of its own, against one raw connection of INSERT and commit. */
const roundMs = 3_000

await using closing = new AsyncDisposableStack()
const postgres = await benchPostgres(closing)
const client = await benchStore(postgres, closing)
const bare = await bareConnections(postgres, 1, closing)
await createBareTable(bare(0))

const append = () => appendOne(client)
const insert = () => insertOne(bare(0))

await rate(1, 2_000, insert)
await rate(1, 2_000, append)
print(
  await ratio(
    'append.single',
    'ratio to one raw connection of INSERT and commit',
    () => rate(1, roundMs, append),
    () => rate(1, roundMs, insert),
  ),
)
