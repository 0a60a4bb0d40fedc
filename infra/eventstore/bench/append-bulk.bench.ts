import { NO_STREAM } from '@eventstore/db-client'
import { newId } from '../../secrets/index.ts'
import { print, rate, ratio } from '../../testing/bench.ts'
import { createBareTable, insertMany } from './bare-insert.ts'
import { oneEvent } from './one-event.ts'
import { bareConnections, benchPostgres, benchStore } from './stand.ts'

/**
 * append.bulk: events a second at 500 an append through the client, each append a stream of its own, against UNNEST of 1,000 rows an insert. Two lanes on both
 * sides, so that one encodes while the other is being written: the limit is at its best so on two cores.
 */
const roundMs = 3_000
const lanes = 2
const [eventsAnAppend, rowsAnInsert] = [500, 1_000]

await using closing = new AsyncDisposableStack()
const postgres = await benchPostgres(closing)
const client = await benchStore(postgres, closing)
const bare = await bareConnections(postgres, lanes, closing)
await createBareTable(bare(0))

const append = () => {
  const events = Array.from({ length: eventsAnAppend }, oneEvent)
  return client.appendToStream(`bench-${newId()}`, events, { expectedRevision: NO_STREAM })
}
const ours = async (ms: number) => eventsAnAppend * (await rate(lanes, ms, append))
const limit = async (ms: number) => rowsAnInsert * (await rate(lanes, ms, (lane) => insertMany(bare(lane), rowsAnInsert)))

await limit(2_000)
await ours(2_000)
print(
  await ratio(
    'append.bulk',
    'ratio to UNNEST of 1,000 rows an insert',
    () => ours(roundMs),
    () => limit(roundMs),
  ),
)
