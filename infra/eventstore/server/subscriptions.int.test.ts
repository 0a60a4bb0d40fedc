import {
  type AllStreamSubscription,
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  jsonEvent,
  NO_STREAM,
  type Position,
  START,
  streamNameFilter,
} from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { type StoreServer, startEventStoreServer } from './index.ts'
import { clientOf, newStream, noted } from './testing.ts'

let database: TestDatabase
let server: StoreServer
let client: EventStoreDBClient

beforeAll(async () => {
  database = await testDatabase()
  server = await startEventStoreServer({
    connectionString: database.adminUrl,
    schema: 'subscriptions_test',
    host: '127.0.0.1',
    port: 0,
    createSchema: true,
  })
  client = clientOf(server.port)
})

afterAll(async () => {
  await client?.dispose()
  await server?.close()
  await database?.drop()
})

type Delivered = { readonly event?: { readonly id: string; readonly type: string; readonly streamId: string; readonly revision: bigint } | undefined }

/** Takes events until `enough` says so. The subscription ends with it. */
const take = async (subscription: AsyncIterable<Delivered>, enough: (taken: readonly string[]) => boolean): Promise<string[]> => {
  const taken: string[] = []
  for await (const { event } of subscription) {
    if (event) taken.push(event.id)
    if (enough(taken)) break
  }
  return taken
}

const caughtUp = (subscription: AllStreamSubscription): Promise<void> => new Promise((resolve) => subscription.once('caughtUp', resolve))

const write = async (stream: string, count: number): Promise<string[]> => {
  const events = Array.from({ length: count }, (_, n) => noted(n))
  for (const [n, event] of events.entries()) {
    await client.appendToStream(stream, event, { expectedRevision: n === 0 ? NO_STREAM : BigInt(n - 1) })
  }
  return events.map(({ id }) => id)
}

const logOf = async (): Promise<string[]> => (await Array.fromAsync(client.readAll())).flatMap(({ event }) => (event ? [event.id] : []))

describe('a subscription to everything', () => {
  it('passes from the past to the present without a gap and without a repeat, while others write', async () => {
    await write(newStream(), 50)
    const before = (await logOf()).length
    const writers = Array.from({ length: 16 }, () => newStream())
    const writing = Promise.all(writers.map((stream) => write(stream, 40)))
    const subscriptions = Array.from({ length: 4 }, () => client.subscribeToAll({ fromPosition: START }))
    const taken = await Promise.all(subscriptions.map((subscription) => take(subscription, ({ length }) => length === before + 640)))
    await writing
    const log = await logOf()
    for (const ids of taken) expect(ids).toEqual(log)
  })

  it('begins after the position it is given', async () => {
    const [first, ...others] = await write(newStream(), 3)
    const all = await Array.fromAsync(client.readAll())
    const fromPosition = all.find(({ event }) => event?.id === first)?.event?.position ?? START
    expect(await take(client.subscribeToAll({ fromPosition }), ({ length }) => length === 2)).toEqual(others)
  })

  it('from the end hears only what comes', async () => {
    const subscription = client.subscribeToAll({ fromPosition: END })
    await caughtUp(subscription)
    const hearing = take(subscription, ({ length }) => length === 3)
    expect(await write(newStream(), 3)).toEqual(await hearing)
  })
})

describe('a filtered subscription', () => {
  const letter = (type: string) => jsonEvent({ type, data: { n: 0 } })

  it.each([
    ['prefixes of the type', () => eventTypeFilter({ prefixes: ['letters.', 'parcels.'] }), ['letters.Sent', 'parcels.Sent']],
    ['an expression on the type', () => eventTypeFilter({ regex: '^(letters|parcels)\\.' }), ['letters.Sent', 'parcels.Sent']],
    ['prefixes of the stream', () => streamNameFilter({ prefixes: ['post-'] }), ['letters.Sent', 'parcels.Sent', 'stamps.Sold']],
    ['an expression on the stream', () => streamNameFilter({ regex: '^post-' }), ['letters.Sent', 'parcels.Sent', 'stamps.Sold']],
  ] as const)('by %s lets through what fits, from the past as from the present', async (_, filter, expected) => {
    const start = await client.appendToStream(newStream('other'), letter('stamps.Sold'), { expectedRevision: NO_STREAM })
    const post = ['letters.Sent', 'parcels.Sent', 'stamps.Sold']
    const send = () => client.appendToStream(newStream('post'), post.map(letter), { expectedRevision: NO_STREAM })
    await send()
    const subscription = client.subscribeToAll({ fromPosition: start.position ?? START, filter: filter() })
    const types: string[] = []
    const live = caughtUp(subscription)
    const sending = live.then(send)
    for await (const { event } of subscription) {
      types.push(event?.type ?? '')
      if (types.length === 2 * expected.length) break
    }
    await sending
    expect(types).toEqual([...expected, ...expected])
  })

  it.each(['past', 'present'])('says how far it has looked when nothing of the %s fits', async (when) => {
    const { position } = await client.appendToStream(newStream(), noted(0), { expectedRevision: NO_STREAM })
    const writeMany = () =>
      client.appendToStream(
        newStream(),
        Array.from({ length: 100 }, (_, n) => noted(n)),
        { expectedRevision: NO_STREAM },
      )
    if (when === 'past') await writeMany()
    const reached = Promise.withResolvers<Position>()
    const checkpointReached = (_: AllStreamSubscription, at: Position): void => reached.resolve(at)
    const filter = eventTypeFilter({ prefixes: ['never.'], maxSearchWindow: 10, checkpointInterval: 2, checkpointReached })
    const subscription = client.subscribeToAll({ fromPosition: position ?? START, filter }).resume()
    await caughtUp(subscription)
    const last = when === 'present' ? await writeMany() : undefined
    const { commit } = await reached.promise
    await subscription.unsubscribe()
    expect(commit).toBeGreaterThanOrEqual((position?.commit ?? 0n) + 20n)
    if (last) expect(commit).toBeLessThanOrEqual(last.position?.commit ?? 0n)
  })
})

describe('a subscription to a stream', () => {
  it('gives its events and no others, in order, from the past to the present', async () => {
    const stream = newStream()
    const [one, other] = [write(stream, 150), write(newStream(), 150)]
    const taken = await take(client.subscribeToStream(stream), ({ length }) => length === 150)
    expect(taken).toEqual(await one)
    await other
  })

  it('begins after the revision it is given and may wait for a stream that does not exist', async () => {
    const stream = newStream()
    const waiting = take(client.subscribeToStream(stream), ({ length }) => length === 3)
    const ids = await write(stream, 3)
    expect(await waiting).toEqual(ids)
    expect(await take(client.subscribeToStream(stream, { fromRevision: 1n }), ({ length }) => length === 1)).toEqual(ids.slice(2))
  })
})
