import { randomUUID } from 'node:crypto'
import {
  type AppendExpectedRevision,
  binaryEvent,
  type ExpectedRevision,
  jsonEvent,
  type Position,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import { expect } from 'vitest'
import type { Command, Expectation } from './commands.ts'
import { append, type Expected, type Limits, lastOf, metaOf, type Outcome, type Proposed, remove } from './model.ts'
import { opening, streamAt, type World, type Write } from './world.ts'

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>

const toExpected = (last: number, expectation: Expectation): Expected => {
  const held = Number.isFinite(last) ? last : 0
  const exact = (revision: number): Expected => (revision < 0 ? 'no_stream' : revision)
  switch (expectation) {
    case 'exact':
      return exact(held)
    case 'behind':
      return exact(held - 1)
    case 'ahead':
      return held + 2
    default:
      return expectation
  }
}

const forClient = (expected: Expected): AppendExpectedRevision => (typeof expected === 'number' ? BigInt(expected) : expected)

type Answer = { readonly nextExpectedRevision?: bigint; readonly position?: Position }

/** The store's answer in the model's words. */
const answered = async (work: Promise<Answer>): Promise<unknown> => {
  try {
    const { nextExpectedRevision } = await work
    return { last: nextExpectedRevision === undefined ? undefined : Number(nextExpectedRevision) }
  } catch (error) {
    if (error instanceof StreamDeletedError) return 'deleted'
    if (error instanceof WrongExpectedVersionError) return { current: error.actualVersion === 'no_stream' ? -1 : Number(error.actualVersion) }
    throw error
  }
}

const meant = (outcome: Outcome): unknown => {
  if (outcome.kind === 'deleted') return 'deleted'
  return outcome.kind === 'wrong version' ? { current: outcome.current } : { last: outcome.last }
}

const eventOf = ({ id = randomUUID(), type, data }: Proposed) =>
  type === '$>' ? binaryEvent({ id, type, data: Buffer.from(String(data)) }) : jsonEvent({ id, type, data: data as Record<string, unknown> })

const write = async (world: World, { stream, expected, events }: Write): Promise<void> => {
  const outcome = append(world.model, stream, expected, events)
  const appended = world.client.appendToStream(stream, events.map(eventOf), { expectedRevision: forClient(expected) })
  const answer = await answered(appended)
  expect(answer, `append to ${stream} expecting ${expected}`).toEqual(meant(outcome))
  if (outcome.kind === 'written') {
    world.model = outcome.model
    world.writes.push({ stream, expected, events })
  }
  if (outcome.kind === 'written' || outcome.kind === 'repeated') placeOf(world, stream, outcome.last, (await appended).position)
}

/** A write and its repeats are told the place of its last event, which is where readers find it. */
const placeOf = ({ positions }: World, stream: string, last: number, position: Position | undefined): void => {
  const key = `${last}@${stream}`
  const known = positions.get(key) ?? position?.commit
  expect(position?.commit, `the position of ${key}`).toBe(known)
  if (known !== undefined) positions.set(key, known)
}

const proposed = ({ prefix, writes }: World, count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: randomUUID(), type: `${prefix}${n % 2 ? 'odd' : 'even'}`, data: { write: writes.length, n } }))

export const appendSome = (world: World, { stream, expected, count }: Of<'append'>): Promise<void> => {
  const name = streamAt(world, stream)
  return write(world, { stream: name, expected: toExpected(lastOf(world.model, name), expected), events: proposed(world, count) })
}

/** The same ids once more, all of them or not quite. */
export const repeat = async (world: World, { back, expected, change }: Of<'repeat'>): Promise<void> => {
  const then = world.writes[Math.max(0, world.writes.length - 1 - back)]
  if (!then) return
  const events = { none: then.events, shorter: then.events.slice(0, -1), longer: [...then.events, ...proposed(world, 1)] }[change]
  if (events.length === 0) return
  await write(world, { ...then, events, expected: expected === 'any' ? 'any' : then.expected })
}

export const links = (world: World): string => `${opening(world)}-links`

export const link = (world: World, { stream, at }: Of<'link'>): Promise<void> => {
  const target = `${at}@${streamAt(world, stream)}`
  return write(world, { stream: links(world), expected: 'any', events: [{ id: randomUUID(), type: '$>', data: target }] })
}

/** Through an append of the metadata as the client writes it, under an id of our own. */
export const setLimits = (world: World, { stream, limits: { at, ...limits } }: Of<'limit'>): Promise<void> => {
  const data: Limits = { ...limits, ...(at === undefined ? {} : { $tb: at }), note: `limit ${world.writes.length}` }
  return write(world, { stream: metaOf(streamAt(world, stream)), expected: 'any', events: [{ id: randomUUID(), type: '$metadata', data }] })
}

export const end = async (world: World, { kind, stream, expected }: Of<'delete' | 'tombstone'>): Promise<void> => {
  const name = streamAt(world, stream)
  const revision = toExpected(lastOf(world.model, name), expected)
  const outcome = remove(world.model, name, revision, kind)
  const options = { expectedRevision: forClient(revision) as ExpectedRevision }
  const answer = await answered(kind === 'delete' ? world.client.deleteStream(name, options) : world.client.tombstoneStream(name, options))
  expect(answer, `${kind} of ${name} expecting ${revision}`).toEqual(outcome.kind === 'written' ? { last: undefined } : meant(outcome))
  if (outcome.kind === 'written') world.model = outcome.model
}
