import {
  type EventStoreDBClient,
  eventTypeFilter,
  type Position,
  type ResolvedEvent,
  StreamDeletedError,
  streamNameFilter,
} from '@eventstore/db-client'
import { expect } from 'vitest'
import type { Command } from './commands.ts'
import { isDead, lastOf, limitsOf, type ModelEvent, metaOf, read } from './model.ts'
import { somewhere } from './reads.ts'
import { expectRising, inOrder, seen, streamAt, told, type World } from './world.ts'

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>
type Subscription = ReturnType<EventStoreDBClient['subscribeToAll']> | ReturnType<EventStoreDBClient['subscribeToStream']>

/** What a subscriber hears, in the order in which it comes. */
type Heard = { readonly events: ResolvedEvent[]; until(done: (count: number) => boolean): Promise<void>; close(): Promise<void> }

const patienceMs = 10_000

/** Resolves when the subscriber has caught up and taken all that came before. */
const listen = async (subscription: Subscription): Promise<Heard> => {
  const events: ResolvedEvent[] = []
  let wake = (): void => {}
  let isLive = false
  let failure: Error | undefined
  subscription.on('data', (event: ResolvedEvent) => {
    events.push(event)
    wake()
  })
  subscription.once('caughtUp', () => {
    isLive = true
    wake()
  })
  subscription.on('error', (error: Error) => {
    failure = error
    wake()
  })
  const until = async (done: (count: number) => boolean): Promise<void> => {
    const timeout = Promise.withResolvers<never>()
    const timer = setTimeout(() => timeout.reject(new Error(`after ${patienceMs} ms the subscriber has ${events.length} events`)), patienceMs)
    try {
      while (!failure && !done(events.length)) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), timeout.promise])
    } finally {
      clearTimeout(timer)
    }
    if (failure) throw failure
  }
  await until(() => isLive && subscription.readableLength === 0)
  return { events, until, close: () => subscription.unsubscribe() }
}

const matching = (world: World, by: Of<'catch up'>['by'], event: ModelEvent): boolean =>
  by === 'type' ? event.type.startsWith(world.prefix) : event.stream.startsWith(world.prefix)

/** A filtered read of the past, up to the present; and once more from its last checkpoint, behind which nothing may be missing. */
export const catchUp = async (world: World, { event, by, window }: Of<'catch up'>): Promise<void> => {
  const { key, position } = somewhere(world, event)
  const checkpoints: { readonly commit: bigint; readonly after: number }[] = []
  let heard: Heard | undefined
  let count = 0
  const from = async (fromPosition: Position): Promise<string[]> => {
    const options = {
      maxSearchWindow: window,
      checkpointInterval: 1,
      checkpointReached: (_: unknown, { commit }: Position) => void checkpoints.push({ commit, after: count }),
    }
    const filter = {
      stream: () => streamNameFilter({ ...options, prefixes: [world.prefix] }),
      type: () => eventTypeFilter({ ...options, prefixes: [world.prefix] }),
      expression: () => streamNameFilter({ ...options, regex: `^${world.prefix}` }),
    }[by]()
    const subscription = world.client.subscribeToAll({ fromPosition, filter })
    subscription.on('data', () => (count += 1))
    heard = await listen(subscription)
    await heard.close()
    expectRising(heard.events)
    return seen(world, heard.events)
  }
  const log = world.model.log.filter((one) => !one.stream.startsWith('$$')).map((one) => ({ line: told(one), one }))
  const behind = log.slice(log.findIndex(({ line }) => line.startsWith(`${key} `)) + 1)
  const expected = behind.filter(({ one }) => matching(world, by, one)).map(({ line }) => line)
  const lines = await from(position)
  expect(lines, `by ${by} after ${key}`).toEqual(expected)
  const last = checkpoints.at(-1)
  const commits = heard?.events.map(({ commitPosition }) => commitPosition ?? 0n) ?? []
  for (const { commit, after } of checkpoints)
    expect(
      commits.filter((one) => one <= commit),
      `before the checkpoint at ${commit}`,
    ).toHaveLength(after)
  if (last)
    expect(await from({ commit: last.commit, prepare: last.commit }), `after the checkpoint at ${last.commit}`).toEqual(lines.slice(last.after))
}

/** From what there is to what comes: the subscriber stays until the sequence is over, or until the stream has ended for ever. */
export const follow = async (world: World, { stream }: Of<'follow'>): Promise<void> => {
  const name = streamAt(world, stream)
  // Whether a follower is told what will be written below a `$tb` beyond the end is nowhere promised.
  const { $tb = 0 } = limitsOf(world.model, name)
  if (isDead(world.model, name) || (Number.isFinite($tb) && $tb > lastOf(world.model, name) + 1)) return
  const past = read(world.model, { stream: name, from: 'start', backwards: false, count: 1_000 })
  const already = world.model.log.length
  const heard = await listen(world.client.subscribeToStream(name))
  world.followers.push(async () => {
    const later = world.model.log.slice(already).filter((event) => event.stream === name && Number.isFinite(event.revision))
    const expected = [...(typeof past === 'string' ? [] : past), ...later].map(told)
    if (isDead(world.model, name))
      await expect(
        heard.until(() => false),
        `the end of ${name}`,
      ).rejects.toBeInstanceOf(StreamDeletedError)
    else await heard.until((count) => count >= expected.length)
    await heard.close()
    expect(seen(world, heard.events), `followers of ${name}`).toEqual(expected)
  })
}

/** Everything of the sequence from its first event on, metadata included. */
export const followAll = async (world: World): Promise<void> => {
  const filter = streamNameFilter({ prefixes: [world.prefix, metaOf(world.prefix)] })
  const heard = await listen(world.client.subscribeToAll({ fromPosition: world.since, filter }))
  world.followers.push(async () => {
    const expected = world.model.log.slice(1).map(told)
    await heard.until((count) => count >= expected.length)
    await heard.close()
    expectRising(heard.events)
    expect(inOrder(seen(world, heard.events)), 'followers of everything').toEqual(inOrder(expected))
  })
}

/** Lets the followers have what is on its way, and looks at all of the sequence once more from its beginning. */
export const settle = async (world: World): Promise<void> => {
  await followAll(world)
  for (const check of world.followers) await check()
}
