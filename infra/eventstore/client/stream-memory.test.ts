import type { ReadStreamOptions } from '@eventstore/db-client'
import { expect, test } from 'vitest'
import type { RawEvent } from './codec.ts'
import { readRemembered } from './read-stream.ts'
import { streamMemory } from './stream-memory.ts'

type Changes = { readonly stream?: string; readonly id?: string; readonly size?: number }
const event = (revision: number, { stream: name = 's', id, size = 10 }: Changes = {}) =>
  ({
    ...{ id: id ?? `${name}${revision}`, stream: name, revision: BigInt(revision) },
    ...{ data: { text: 'x'.repeat(size) }, metadata: {} },
  }) as unknown as RawEvent
const stream = (length: number, changes: Changes = {}) => Array.from({ length }, (_, n) => event(n, changes))

/** A store with one stream, and how many events it has handed out. */
const store = (events: RawEvent[]) => {
  const counted = { handedOut: 0 }
  const read = async (_: string, { fromRevision = 0n, maxCount = Number.POSITIVE_INFINITY }: ReadStreamOptions = {}) => {
    const found = events.filter(({ revision }) => revision >= (fromRevision as bigint)).slice(0, Number(maxCount))
    counted.handedOut += found.length
    return found
  }
  return { events, counted, read: readRemembered(read, streamMemory()) }
}
const idsOf = (events: readonly RawEvent[]) => events.map(({ id }) => id)
const nextRead = async ({ read, events, counted }: ReturnType<typeof store>) => {
  counted.handedOut = 0
  expect(idsOf(await read('s'))).toEqual(idsOf(events))
  return counted.handedOut
}

test('what is known is not asked for again, but for its two ends', async () => {
  const one = store(stream(60))
  expect(await nextRead(one)).toBe(60)
  expect(await nextRead(one)).toBe(2)
})
test('what another appended meanwhile is there at once', async () => {
  const one = store(stream(60))
  await nextRead(one)
  one.events.push(event(60), event(61))
  expect(await nextRead(one)).toBe(4)
  expect(await nextRead(one)).toBe(2)
})
test.each([
  ['deleted', (events: RawEvent[]) => events.splice(0)],
  ['deleted and begun anew', (events: RawEvent[]) => events.splice(0, 60, ...stream(9, { id: 'new' }))],
  ['cut at its beginning', (events: RawEvent[]) => events.splice(0, 1)],
  ['cut at its end', (events: RawEvent[]) => events.splice(59, 1)],
  ['written anew at its end', (events: RawEvent[]) => events.splice(59, 1, event(59, { id: 'other' }))],
])('a stream that was %s is read anew', async (_, happen) => {
  const one = store(stream(60))
  await nextRead(one)
  happen(one.events)
  await nextRead(one)
  await nextRead(one)
})
test('a short stream is read whole', async () => {
  const one = store(stream(7))
  await nextRead(one)
  expect(await nextRead(one)).toBe(7)
})

const limit = { events: 40, bytes: 100_000 }
const streams = ['a', 'b', 'c', 'd', 'e']
test('of more streams than fit, those read last are kept', () => {
  const memory = streamMemory(limit)
  for (const name of streams.slice(0, 4)) memory.keep(name, stream(10, { stream: name }))
  memory.recall('a')
  memory.keep('e', stream(10, { stream: 'e' }))
  expect(streams.filter((name) => memory.recall(name))).toEqual(['a', 'c', 'd', 'e'])
})
test('their bytes count as well', () => {
  const memory = streamMemory({ ...limit, bytes: 4_000 })
  for (const name of streams) memory.keep(name, stream(8, { stream: name, size: 100 }))
  expect(streams.filter((name) => memory.recall(name))).toEqual(['b', 'c', 'd', 'e'])
})
test('one that would push out all others is not kept', () => {
  const memory = streamMemory(limit)
  memory.keep('a', stream(8))
  memory.keep('b', stream(11))
  expect([memory.recall('a')?.length, memory.recall('b')]).toEqual([8, undefined])
})
test('a stream that grows is weighed by all it holds, and let go when it is too big', () => {
  const memory = streamMemory({ ...limit, bytes: 4_500 })
  const grown = stream(9, { size: 100 })
  memory.keep('a', grown.slice(0, 8))
  expect(memory.recall('a')).toHaveLength(8)
  memory.keep('a', grown)
  expect(memory.recall('a')).toHaveLength(9)
  memory.keep('a', [...grown, event(9, { size: 2_000 })])
  expect(memory.recall('a')).toBeUndefined()
})
test('what is forgotten makes room', () => {
  const memory = streamMemory(limit)
  for (const name of streams.slice(0, 4)) memory.keep(name, stream(10, { stream: name }))
  memory.forget('b')
  memory.keep('e', stream(10, { stream: 'e' }))
  expect(streams.filter((name) => memory.recall(name))).toEqual(['a', 'c', 'd', 'e'])
})
