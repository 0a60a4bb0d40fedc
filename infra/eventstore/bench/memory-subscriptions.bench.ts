import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { END, type EventStoreDBClient, eventTypeFilter, START } from '@eventstore/db-client'
import { newId } from '../../secrets/index.ts'
import { print, rate, round } from '../../testing/bench.ts'
import { connectEventStore, embeddedUrl } from '../client/index.ts'
import { appendOne } from './one-event.ts'
import { benchPostgres } from './stand.ts'

/**
 * memory.subscriptions: what an idle subscription costs the store's process, in kB resident, 500 of them; half wait for a stream, half for a type in the whole log.
 * Appends that concern none of them come for half a minute before they are there, so that the memory of the newest events is full, and twice as long afterwards.
 * Flat means: at the very end less than 200 kB a subscription more than without them, and the last half minute has added no more than 32 MB, which is what a
 * collection of garbage more or less makes.
 */
const subscriptions = 500
const appendMs = 30_000
const settleMs = 3_000
const flat = { kBEach: 200, growthMb: 32 }

const startAlone = async (connectionString: string) => {
  const file = fileURLToPath(new URL('./store-alone.ts', import.meta.url))
  const child = fork(file, [connectionString], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [port] = (await once(child, 'message')) as [number]
  const end = async () => {
    child.disconnect()
    await once(child, 'exit')
  }
  return { port, pid: child.pid ?? 0, end }
}

/** Megabytes, when the process has come to rest. */
const resident = async (pid: number): Promise<number> => {
  await after(settleMs)
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

const subscribe = (client: EventStoreDBClient, number: number) => {
  const subscription =
    number % 2 === 0
      ? client.subscribeToStream(`nobody-${newId()}`, { fromRevision: START })
      : client.subscribeToAll({ fromPosition: END, filter: eventTypeFilter({ prefixes: [`nobody${number}.`] }) })
  subscription.on('data', () => {})
  return new Promise((resolve, reject) => subscription.once('confirmation', resolve).once('error', reject))
}

await using closing = new AsyncDisposableStack()
const store = await startAlone(await benchPostgres(closing))
closing.defer(store.end)
const client = connectEventStore(embeddedUrl(store.port))
closing.defer(() => client.dispose())
const append = () => rate(64, appendMs, () => appendOne(client))

const before = await append()
const none = await resident(store.pid)
await Promise.all(Array.from({ length: subscriptions }, (_, number) => subscribe(client, number)))
const idle = await resident(store.pid)
const during = await append()
const afterAppends = await resident(store.pid)
await append()
const afterMore = await resident(store.pid)

const each = ((afterMore - none) * 1024) / subscriptions
const growthMb = afterMore - afterAppends
print({
  name: 'memory.subscriptions',
  value: round(each, 0),
  unit: 'kB a subscription',
  detail: {
    subscriptions,
    flat: each < flat.kBEach && growthMb < flat.growthMb,
    mb: { none: round(none, 0), idle: round(idle, 0), afterAppends: round(afterAppends, 0), afterMore: round(afterMore, 0) },
    appendsASecond: { without: round(before, 0), with: round(during, 0) },
  },
})
