import { END, type EventStoreDBClient, NO_STREAM, type Position, START, streamNameFilter } from '@eventstore/db-client'
import { expect, it } from 'vitest'
import { newStream, noted } from '../server/testing.ts'
import { contract } from './servers.ts'
import { begun, caughtUp, notes, placed, take } from './testing.ts'

/** One append an event, so that a subscriber can come in between any two. */
const write = async (client: EventStoreDBClient, stream: string, count: number): Promise<{ ids: string[]; positions: Position[] }> => {
  const events = notes(count)
  const positions: Position[] = []
  for (const [n, event] of events.entries())
    positions.push(placed((await client.appendToStream(stream, event, { expectedRevision: n === 0 ? NO_STREAM : BigInt(n - 1) })).position))
  return { ids: events.map(({ id }) => id), positions }
}

/** How the end is written as a number. */
const lastUint64 = 2n ** 64n - 1n

contract('a subscription to everything', (client) => {
  it('passes from the past to the present without a gap and without a repeat, for many at once, while others write', async () => {
    const category = newStream('crowd')
    const filter = streamNameFilter({ prefixes: [category] })
    const { positions } = await write(client(), newStream(), 1)
    const fromPosition = positions[0] ?? START
    await write(client(), newStream(category), 50)
    const writing = Promise.all(Array.from({ length: 16 }, () => write(client(), newStream(category), 40)))
    const subscriptions = Array.from({ length: 8 }, () => client().subscribeToAll({ fromPosition, filter }))
    const heard = await Promise.all(subscriptions.map((subscription) => take(subscription, 690)))
    await writing
    const log = (await Array.fromAsync(client().readAll({ fromPosition }))).flatMap(({ event }) =>
      event?.streamId.startsWith(category) ? [event.id] : [],
    )
    expect(log).toHaveLength(690)
    for (const ids of heard) expect(ids).toEqual(log)
  })

  it('begins after the position it is given', async () => {
    const stream = newStream()
    const { ids, positions } = await write(client(), stream, 3)
    const filter = streamNameFilter({ prefixes: [stream] })
    expect(await take(client().subscribeToAll({ fromPosition: positions[0] ?? START, filter }), 2)).toEqual(ids.slice(1))
    const [next] = await Array.fromAsync(client().readAll({ fromPosition: positions[0] ?? START, maxCount: 1 }))
    expect(next?.event?.id).toBe(ids[0])
  })

  it.each([END, { commit: lastUint64, prepare: lastUint64 }] as const)('from the end (%o) hears only what comes', async (fromPosition) => {
    const stream = newStream()
    await write(client(), stream, 2)
    const subscription = client().subscribeToAll({ fromPosition, filter: streamNameFilter({ prefixes: [stream] }) })
    await caughtUp(subscription)
    const hearing = take(subscription, 1)
    const event = noted(2)
    await client().appendToStream(stream, event, { expectedRevision: 1n })
    expect(await hearing).toEqual([event.id])
  })
})

contract('a subscription to a stream', (client) => {
  it('gives its events and no others, in order, from the past to the present', async () => {
    const stream = newStream()
    const [one, other] = [write(client(), stream, 150), write(client(), newStream(), 150)]
    expect(await take(client().subscribeToStream(stream), 150)).toEqual((await one).ids)
    await other
  })

  it('begins after the revision it is given', async () => {
    const stream = newStream()
    const { ids } = await write(client(), stream, 4)
    expect(await take(client().subscribeToStream(stream, { fromRevision: 1n }), 2)).toEqual(ids.slice(2))
  })

  it.each([END, lastUint64] as const)('from the end (%s) hears only what comes', async (fromRevision) => {
    const stream = newStream()
    await write(client(), stream, 2)
    const subscription = client().subscribeToStream(stream, { fromRevision })
    await caughtUp(subscription)
    const hearing = take(subscription, 1)
    const event = noted(2)
    await client().appendToStream(stream, event, { expectedRevision: 1n })
    expect(await hearing).toEqual([event.id])
  })

  it('may wait for a stream that does not exist', async () => {
    const stream = newStream()
    const subscription = client().subscribeToStream(stream)
    await begun(subscription)
    const hearing = take(subscription, 3)
    expect((await write(client(), stream, 3)).ids).toEqual(await hearing)
  })

  it('hears nothing once it was ended, while another goes on', async () => {
    const stream = newStream()
    const { ids } = await write(client(), stream, 1)
    const [ended, lasting] = [client().subscribeToStream(stream), client().subscribeToStream(stream)]
    const heard: string[] = []
    ended.on('data', ({ event }) => void heard.push(event?.id ?? ''))
    const closed = new Promise((resolve) => ended.once('close', resolve))
    await Promise.all([caughtUp(ended), caughtUp(lasting)])
    await expect.poll(() => heard).toEqual(ids)
    await ended.unsubscribe()
    await closed
    const next = noted(1)
    await client().appendToStream(stream, next, { expectedRevision: 0n })
    expect(await take(lasting, 2)).toEqual([...ids, next.id])
    expect(heard).toEqual(ids)
  })

  it('tells the same event to a hundred subscribers', async () => {
    const stream = newStream()
    const subscriptions = Array.from({ length: 100 }, () => client().subscribeToStream(stream))
    await Promise.all(subscriptions.map(begun))
    const hearing = subscriptions.map((subscription) => take(subscription, 5))
    const { ids } = await write(client(), stream, 5)
    for (const heard of await Promise.all(hearing)) expect(heard).toEqual(ids)
  })
})
