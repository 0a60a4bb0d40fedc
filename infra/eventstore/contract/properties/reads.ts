import { BACKWARDS, FORWARDS, type Position, type ResolvedEvent, StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client'
import { expect } from 'vitest'
import type { Command } from './commands.ts'
import { type Model, type ModelEvent, metaOf, read, resolve } from './model.ts'
import { expectRising, inOrder, mine, seen, streamAt, told, type World } from './world.ts'
import { links } from './writes.ts'

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>

const came = async (world: World, events: AsyncIterable<ResolvedEvent>): Promise<unknown> => {
  try {
    return seen(world, await Array.fromAsync(events))
  } catch (error) {
    if (error instanceof StreamDeletedError) return 'deleted'
    if (error instanceof StreamNotFoundError) return 'not found'
    throw error
  }
}

const direction = (backwards: boolean) => (backwards ? BACKWARDS : FORWARDS)

export const readOne = async (world: World, { stream, meta, from, backwards, count }: Of<'read'>): Promise<void> => {
  const name = meta ? metaOf(streamAt(world, stream)) : streamAt(world, stream)
  const place = typeof from === 'object' ? from.at : from
  const found = read(world.model, { stream: name, from: place, backwards, count })
  const fromRevision = typeof place === 'number' ? BigInt(place) : place
  const events = world.client.readStream(name, { fromRevision, direction: direction(backwards), maxCount: count })
  expect(await came(world, events), `${name} from ${place}`).toEqual(typeof found === 'string' ? found : found.map(told))
}

const resolved = (model: Model, event: ModelEvent): string => {
  const target = resolve(model, String(event.data))
  return `${told(event)} -> ${target ? told(target) : 'nothing'}`
}

export const readLinks = async (world: World, { backwards }: Of<'read links'>): Promise<void> => {
  const found = read(world.model, { stream: links(world), from: backwards ? 'end' : 'start', backwards, count: 1_000 })
  const fromRevision = backwards ? 'end' : 'start'
  const events = world.client.readStream(links(world), { fromRevision, direction: direction(backwards), maxCount: 1_000, resolveLinkTos: true })
  expect(await came(world, events), 'links').toEqual(typeof found === 'string' ? found : found.map((event) => resolved(world.model, event)))
}

/** Where an event of the sequence was seen: the one that many back, or the first. Not one of metadata: of theirs the model does not say between which events they stand. */
export const somewhere = ({ prefix, positions, since }: World, back: number): { readonly key: string; readonly position: Position } => {
  const known = [...positions].filter(([key]) => !key.includes('@$$'))
  const [key, commit] = known[Math.max(0, known.length - 1 - back)] ?? [`0@${prefix}opening`, since.commit]
  return { key, position: { commit, prepare: commit } }
}

/**
 * A slice of the whole log. Others write at the same time, so only the sequence's own events are compared: all of them that were ever seen
 * in that stretch, in the order of the log.
 */
export const readAll = async (world: World, { back, backwards, count }: Of<'read all'>): Promise<void> => {
  const { position: fromPosition } = somewhere(world, back)
  const slice = await Array.fromAsync(world.client.readAll({ fromPosition, direction: direction(backwards), maxCount: count }))
  const forwards = backwards ? slice.toReversed() : slice
  const own = forwards.filter((one) => mine(world, one))
  const lines = inOrder(seen(world, own))
  const log = inOrder(world.model.log.map(told))
  expectRising(forwards)
  for (const part of ['events', 'metadata'] as const) {
    const first = Math.max(0, log[part].indexOf(lines[part][0] ?? ''))
    expect(lines[part], `$all, ${part}`).toEqual(log[part].slice(first, first + lines[part].length))
  }
  const [lowest, highest] = [forwards[0]?.commitPosition ?? 0n, forwards.at(-1)?.commitPosition ?? 0n]
  if (backwards) expect(highest).toBeLessThan(fromPosition.commit)
  else expect(lowest, 'the event at the position').toBe(fromPosition.commit)
  const [from, to] = backwards ? [lowest, fromPosition.commit - 1n] : [fromPosition.commit, highest]
  const known = [...world.positions.values()].filter((commit) => commit >= from && commit <= to)
  expect(own, 'events of the stretch').toHaveLength(known.length)
  expect(slice.length).toBeLessThanOrEqual(count)
}
