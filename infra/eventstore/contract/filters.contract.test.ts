import {
  type EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  type Filter,
  NO_STREAM,
  type Position,
  streamNameFilter,
} from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { newStream, noted } from '../server/testing.ts'
import { contract } from './servers.ts'
import { caughtUp, notes, placed, typed } from './testing.ts'

/** Where the log is at the moment, by an event of our own. */
const here = async (client: EventStoreDBClient): Promise<Position> =>
  placed((await client.appendToStream(newStream('here'), noted(0), { expectedRevision: NO_STREAM })).position)

contract('a filtered subscription', (client) => {
  const types = ['letters.Sent', 'parcels.Sent', 'stamps.Sold']
  const [category, other] = [newStream('post'), newStream('shop')]

  it.each([
    ['prefixes of the type', () => eventTypeFilter({ prefixes: ['letters.', 'parcels.'] }), ['letters.Sent', 'parcels.Sent']],
    ['an expression on the type', () => eventTypeFilter({ regex: '^(letters|parcels)\\.' }), ['letters.Sent', 'parcels.Sent']],
    ['prefixes of the stream', () => streamNameFilter({ prefixes: [category, 'never'] }), types],
    ['an expression on the stream', () => streamNameFilter({ regex: `^${category}` }), types],
    ['an expression that fits anywhere', () => eventTypeFilter({ regex: 'Sold$' }), ['stamps.Sold']],
    ['everything but system events', () => excludeSystemEvents(), types],
  ] as const)('by %s lets through what fits, from the past as from the present', async (_, filter: () => Filter, expected) => {
    const fromPosition = await here(client())
    const stream = newStream(category)
    const send = () =>
      client().appendToStream(
        stream,
        types.map((type) => typed(type)),
        { expectedRevision: 'any' },
      )
    await send()
    await client().setStreamMetadata(stream, { maxCount: 1_000 }, { expectedRevision: 'any' })
    await client().appendToStream(newStream(other), typed('jars.Filled'), { expectedRevision: NO_STREAM })
    const subscription = client().subscribeToAll({ fromPosition, filter: filter() })
    const heard: string[] = []
    const live = caughtUp(subscription).then(send)
    for await (const { event } of subscription) {
      if (event?.streamId === stream || event?.streamId === `$$${stream}`) heard.push(event.type)
      if (heard.length === 2 * expected.length) break
    }
    await live
    expect(heard).toEqual([...expected, ...expected])
  })
})

contract('a filter', (client) => {
  /** What it lets through of three events. */
  const passing = async (filter: Filter): Promise<string[]> => {
    const [fromPosition, stream] = [await here(client()), newStream()]
    await client().appendToStream(stream, [typed('a-b'), typed('a.c'), typed('🌍')], { expectedRevision: NO_STREAM })
    const heard: string[] = []
    const subscription = client().subscribeToAll({ fromPosition, filter })
    subscription.once('caughtUp', () => void subscription.unsubscribe())
    for await (const { event } of subscription) if (event?.streamId === stream) heard.push(event.type)
    return heard
  }

  it.each([
    ['no prefixes', () => eventTypeFilter({ prefixes: [] }), []],
    ['no prefixes of streams', () => streamNameFilter({ prefixes: [] }), []],
    ['an empty expression', () => eventTypeFilter({ regex: '' }), []],
    ['an empty prefix', () => eventTypeFilter({ prefixes: [''] }), ['a-b', 'a.c', '🌍']],
    ['a character escaped that need not be', () => eventTypeFilter({ regex: '^a\\-' }), ['a-b']],
    ['a class of Unicode', () => eventTypeFilter({ regex: '^\\p{L}\\W\\p{L}$' }), ['a-b', 'a.c']],
    ['one unit of UTF-16', () => eventTypeFilter({ regex: '^..$' }), ['🌍']],
  ] as const)('of %s lets through what EventStoreDB would', async (_, filter: () => Filter, expected) => {
    expect(await passing(filter())).toEqual(expected)
  })
})

contract('a checkpoint of a filtered subscription', (client) => {
  const many = () => client().appendToStream(newStream(), notes(100), { expectedRevision: NO_STREAM })

  describe.each(['past', 'present'])('of the %s', (when) => {
    it('says how far it has looked when nothing fits', async () => {
      const fromPosition = await here(client())
      const past = when === 'past' ? await many() : undefined
      const reached = Promise.withResolvers<Position>()
      const checkpointReached = (_: unknown, at: Position): void => reached.resolve(at)
      const filter = eventTypeFilter({ prefixes: ['never.'], maxSearchWindow: 10, checkpointInterval: 2, checkpointReached })
      const subscription = client().subscribeToAll({ fromPosition, filter }).resume()
      await caughtUp(subscription)
      const { position } = past ?? (await many())
      const { commit } = await reached.promise
      await subscription.unsubscribe()
      expect(commit).toBeGreaterThan(fromPosition.commit)
      expect(commit).toBeLessThanOrEqual(placed(position).commit)
    })
  })

  it('stands between what was told before it and what comes after: whoever goes on from it misses nothing', async () => {
    const fromPosition = await here(client())
    const type = `${newStream('wanted')}.Seen`
    for (let n = 0; n < 60; n += 1) await client().appendToStream(newStream(), [typed(type, n), noted(n), noted(n)], { expectedRevision: NO_STREAM })
    const told: { readonly commit: bigint; readonly isEvent: boolean }[] = []
    const checkpointReached = (_: unknown, { commit }: Position): void => void told.push({ commit, isEvent: false })
    const filter = eventTypeFilter({ prefixes: [type], maxSearchWindow: 5, checkpointInterval: 3, checkpointReached })
    const subscription = client().subscribeToAll({ fromPosition, filter })
    subscription.on('data', ({ commitPosition }) => void told.push({ commit: commitPosition ?? 0n, isEvent: true }))
    await caughtUp(subscription)
    await expect.poll(() => told.filter(({ isEvent }) => isEvent)).toHaveLength(60)
    await subscription.unsubscribe()
    const checkpoints = told.filter(({ isEvent }) => !isEvent)
    const commits = told.map(({ commit }) => commit)
    expect(checkpoints.length).toBeGreaterThanOrEqual(5)
    expect(commits).toEqual(commits.toSorted((a, b) => Number(a - b)))
    const commit = checkpoints[2]?.commit ?? 0n
    const rest: bigint[] = []
    const from = { commit, prepare: commit }
    for await (const { commitPosition } of client().subscribeToAll({ fromPosition: from, filter: eventTypeFilter({ prefixes: [type] }) })) {
      rest.push(commitPosition ?? 0n)
      if (rest.length === told.filter((one) => one.isEvent && one.commit > commit).length) break
    }
    expect(rest).toEqual(told.filter((one) => one.isEvent && one.commit > commit).map((one) => one.commit))
  })
})
