import { eventTypeFilter, type Filter, type Position, type ResolvedEvent, streamNameFilter } from '@eventstore/db-client'
import { expect } from 'vitest'
import type { Command } from './commands.ts'
import { listen } from './listen.ts'
import type { ModelEvent } from './model.ts'
import { somewhere } from './reads.ts'
import { expectRising, seen, told, type World } from './world.ts'

type CatchUp = Extract<Command, { readonly kind: 'catch up' }>

/** A checkpoint, and how many events had been told before it. */
type Checkpoint = { readonly commit: bigint; readonly after: number }
type Past = { readonly events: readonly ResolvedEvent[]; readonly checkpoints: readonly Checkpoint[] }

const filterBy = ({ by, window }: CatchUp, { prefix }: World, checkpointReached: (_: unknown, at: Position) => void): Filter => {
  const options = { maxSearchWindow: window, checkpointInterval: 1, checkpointReached }
  switch (by) {
    case 'stream':
      return streamNameFilter({ ...options, prefixes: [prefix] })
    case 'type':
      return eventTypeFilter({ ...options, prefixes: [prefix] })
    case 'expression':
      return streamNameFilter({ ...options, regex: `^${prefix}` })
  }
}

const passes = ({ prefix }: World, { by }: CatchUp, { type, stream }: ModelEvent): boolean => (by === 'type' ? type : stream).startsWith(prefix)

/** What a subscriber hears until it has caught up. */
const hear = async (world: World, command: CatchUp, fromPosition: Position): Promise<Past> => {
  const checkpoints: Checkpoint[] = []
  let after = 0
  const filter = filterBy(command, world, (_, { commit }) => void checkpoints.push({ commit, after }))
  const subscription = world.client.subscribeToAll({ fromPosition, filter })
  subscription.on('data', () => {
    after += 1
  })
  const { events, close } = await listen(subscription)
  await close()
  return { events, checkpoints }
}

/** A filtered subscription through the past, up to the present; and once more from its last checkpoint, behind which nothing may be missing. */
export const catchUp = async (world: World, command: CatchUp): Promise<void> => {
  const { key, position } = somewhere(world, command.back)
  const log = world.model.log
    .filter(({ stream }) => !stream.startsWith('$$'))
    .map((event) => ({ line: told(event), passes: passes(world, command, event) }))
  const behind = log.slice(log.findIndex(({ line }) => line.startsWith(`${key} `)) + 1)
  const { events, checkpoints } = await hear(world, command, position)
  const lines = seen(world, events)
  expect(lines, `by ${command.by} after ${key}`).toEqual(behind.filter((one) => one.passes).map(({ line }) => line))
  expectRising(events)
  for (const { commit, after } of checkpoints) {
    const before = events.filter(({ commitPosition }) => (commitPosition ?? 0n) <= commit)
    expect(before, `before the checkpoint at ${commit}`).toHaveLength(after)
  }
  const last = checkpoints.at(-1)
  if (!last) return
  const rest = await hear(world, command, { commit: last.commit, prepare: last.commit })
  expect(seen(world, rest.events), `after the checkpoint at ${last.commit}`).toEqual(lines.slice(last.after))
}
