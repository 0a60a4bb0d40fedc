import { setTimeout as after } from 'node:timers/promises'
import { END, eventTypeFilter } from '@eventstore/db-client'
import { print, quantile, rate, round } from '../../testing/bench.ts'
import { createBareTable, insertOne } from './bare-insert.ts'
import { appendOne } from './one-event.ts'
import { bareConnections, benchPostgres, benchStore } from './stand.ts'

/**
 * subscribe.latency: from calling the append to the event in the hands of a subscriber to the whole log with a filter, as Kontor's own are. Fifty a second; the
 * commit with its fsync lies in between: `bare` is what one raw INSERT takes at the same pace in the same run.
 */
const samples = 2_000
const warmUp = 200
const everyMs = 20
const bareSamples = 300

await using closing = new AsyncDisposableStack()
const postgres = await benchPostgres(closing)
const client = await benchStore(postgres, closing)

let heard: (id: string) => void = () => {}
const subscription = client.subscribeToAll({ fromPosition: END, filter: eventTypeFilter({ prefixes: ['bench.'] }) })
subscription.on('data', ({ event }) => heard(event?.id ?? ''))
await new Promise((resolve, reject) => subscription.once('confirmation', resolve).once('error', reject))

const one = async () => {
  const began = performance.now()
  const arrived = new Promise<number>((resolve) => {
    heard = () => resolve(performance.now() - began)
  })
  await appendOne(client)
  const answered = performance.now() - began
  return { arrived: await arrived, answered }
}

// At this pace alone what it runs through would be compiled after minutes only.
await rate(64, 3_000, () => appendOne(client))

const times: Awaited<ReturnType<typeof one>>[] = []
for (let at = 0; at < warmUp + samples; at++) {
  const pause = after(everyMs)
  const time = await one()
  if (at >= warmUp) times.push(time)
  await pause
}
await subscription.unsubscribe()

const bareConnection = (await bareConnections(postgres, 1, closing))(0)
await createBareTable(bareConnection)
const bare: number[] = []
for (let at = 0; at < bareSamples; at++) {
  const pause = after(everyMs)
  const began = performance.now()
  await insertOne(bareConnection)
  bare.push(performance.now() - began)
  await pause
}

const of = (share: number, which: 'arrived' | 'answered') =>
  round(
    quantile(
      times.map((time) => time[which]),
      share,
    ),
  )
print({
  name: 'subscribe.latency',
  value: of(0.5, 'arrived'),
  unit: 'ms, p50',
  detail: {
    p50: of(0.5, 'arrived'),
    p99: of(0.99, 'arrived'),
    slowest: of(1, 'arrived'),
    samples,
    answered: of(0.5, 'answered'),
    bare: round(quantile(bare, 0.5)),
  },
})
