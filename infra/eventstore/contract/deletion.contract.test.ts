import {
  ANY,
  type AppendExpectedRevision,
  BACKWARDS,
  type EventStoreDBClient,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { newStream, noted } from '../server/testing.ts'
import { contract } from './servers.ts'
import { caughtUp, notes, numbersOf, placed, refusalOf } from './testing.ts'

/** A stream of the notes 0, 1 and 2. */
const given = async (client: EventStoreDBClient): Promise<string> => {
  const stream = newStream()
  await client.appendToStream(stream, notes(3), { expectedRevision: NO_STREAM })
  return stream
}

contract('a deleted stream', (client) => {
  it.each([ANY, 2n] as const)('is not found any more (deleted expecting %s), though the log keeps its events', async (expectedRevision) => {
    const stream = newStream()
    const first = await client().appendToStream(stream, noted(0), { expectedRevision: NO_STREAM })
    await client().appendToStream(stream, notes(2, 1), { expectedRevision: 0n })
    const { position } = await client().deleteStream(stream, { expectedRevision })
    expect(await refusalOf(Array.fromAsync(client().readStream(stream)))).toBeInstanceOf(StreamNotFoundError)
    expect(await refusalOf(Array.fromAsync(client().readStream(stream, { direction: BACKWARDS, fromRevision: 1n })))).toBeInstanceOf(
      StreamNotFoundError,
    )
    const log = await Array.fromAsync(client().readAll({ fromPosition: first.position ?? START }))
    expect(log.flatMap(({ event }) => (event?.streamId === stream ? [Number(event.revision)] : []))).toEqual([0, 1, 2])
    expect(placed(position).commit).toBeGreaterThan(placed(first.position).commit)
  })

  it('says so in its metadata, in place of whatever stood there', async () => {
    const stream = await given(client())
    await client().setStreamMetadata(stream, { maxCount: 7, colour: 'red' }, { expectedRevision: NO_STREAM })
    await client().deleteStream(stream, { expectedRevision: 2n })
    const [said] = await Array.fromAsync(client().readStream(`$$${stream}`))
    expect(said?.event).toMatchObject({ type: '$metadata', revision: 1n, data: { $tb: 2 ** 63 } })
    expect(Object.keys(said?.event?.data ?? {})).toEqual(['$tb'])
  })

  it.each<[string, AppendExpectedRevision]>([
    ['no stream', NO_STREAM],
    ['anything', ANY],
    ['its last revision', 2n],
  ])('begins anew behind its last event with an append that expects %s', async (_, expectedRevision) => {
    const stream = await given(client())
    await client().deleteStream(stream, { expectedRevision: 2n })
    const answer = await client().appendToStream(stream, notes(2, 3), { expectedRevision })
    expect(answer.nextExpectedRevision).toBe(4n)
    const read = await Array.fromAsync(client().readStream(stream))
    expect(read.map(({ event }) => [event?.revision, event?.data])).toEqual([
      [3n, { n: 3 }],
      [4n, { n: 4 }],
    ])
    expect(await numbersOf(client().readStream(stream, { direction: BACKWARDS, fromRevision: 'end' }))).toEqual([4, 3])
    const { metadata } = await client().getStreamMetadata(stream)
    expect(metadata).toEqual({ truncateBefore: 3 })
  })

  it('begins anew only once: then it is a stream like others', async () => {
    const stream = await given(client())
    await client().deleteStream(stream, { expectedRevision: 2n })
    await client().appendToStream(stream, noted(3), { expectedRevision: NO_STREAM })
    const refusal = await refusalOf(client().appendToStream(stream, noted(4), { expectedRevision: NO_STREAM }))
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({ actualVersion: 3n })
  })

  it('does not exist for an append that expects it to', async () => {
    const stream = await given(client())
    await client().deleteStream(stream, { expectedRevision: 2n })
    const refusal = await refusalOf(client().appendToStream(stream, noted(3), { expectedRevision: STREAM_EXISTS }))
    expect(refusal).toBeInstanceOf(StreamDeletedError)
    expect(refusal).toMatchObject({ streamName: stream })
  })

  it.each([1n, 3n])('refuses an append at another revision (%s)', async (expectedRevision) => {
    const stream = await given(client())
    await client().deleteStream(stream, { expectedRevision: 2n })
    expect(await refusalOf(client().appendToStream(stream, noted(3), { expectedRevision }))).toBeInstanceOf(WrongExpectedVersionError)
  })

  it('keeps what new metadata say, and is there again without its events', async () => {
    const stream = await given(client())
    await client().deleteStream(stream, { expectedRevision: 2n })
    await client().setStreamMetadata(stream, { maxCount: 5, colour: 'red' }, { expectedRevision: 0n })
    expect(await numbersOf(client().readStream(stream))).toEqual([])
    const { metadata } = await client().getStreamMetadata(stream)
    expect(metadata).toEqual({ maxCount: 5, colour: 'red', truncateBefore: 3 })
  })

  it('still knows an append from before', async () => {
    const stream = newStream()
    const events = notes(3)
    const answer = await client().appendToStream(stream, events, { expectedRevision: NO_STREAM })
    await client().deleteStream(stream, { expectedRevision: 2n })
    const again = await client().appendToStream(stream, events, { expectedRevision: NO_STREAM })
    expect(again.nextExpectedRevision).toBe(answer.nextExpectedRevision)
    expect(await refusalOf(Array.fromAsync(client().readStream(stream)))).toBeInstanceOf(StreamNotFoundError)
    const refusal = await refusalOf(client().appendToStream(stream, [events[0] ?? noted(0), noted(9)], { expectedRevision: NO_STREAM }))
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
  })

  it('may be deleted again', async () => {
    const stream = await given(client())
    for (const one of [stream, stream]) await client().deleteStream(one, { expectedRevision: ANY })
    expect(await refusalOf(Array.fromAsync(client().readStream(stream)))).toBeInstanceOf(StreamNotFoundError)
  })

  it.each([ANY, NO_STREAM] as const)('must have been there, if only as metadata (deleted expecting %s)', async (expectedRevision) => {
    const [never, described] = [newStream(), newStream()]
    const refusal = await refusalOf(client().deleteStream(never, { expectedRevision }))
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({ streamName: never, actualVersion: -1n })
    expect(await Array.fromAsync(client().readStream(`$$${never}`)).catch((error: unknown) => error)).toBeInstanceOf(StreamNotFoundError)
    await client().setStreamMetadata(described, { colour: 'red' }, { expectedRevision: NO_STREAM })
    await client().deleteStream(described, { expectedRevision })
    await client().appendToStream(described, noted(0), { expectedRevision: NO_STREAM })
    expect(await numbersOf(client().readStream(described))).toEqual([0])
  })
})

contract('a stream with a tombstone', (client) => {
  const ended = async (): Promise<string> => {
    const stream = await given(client())
    await client().tombstoneStream(stream, { expectedRevision: 2n })
    return stream
  }

  it.each([
    ['a read forwards', (stream: string) => Array.fromAsync(client().readStream(stream))],
    ['a read backwards', (stream: string) => Array.fromAsync(client().readStream(stream, { direction: BACKWARDS, fromRevision: 'end' }))],
    ['a read of its metadata', (stream: string) => client().getStreamMetadata(stream)],
    ['an append of anything', (stream: string) => client().appendToStream(stream, noted(3), { expectedRevision: ANY })],
    ['an append to no stream', (stream: string) => client().appendToStream(stream, noted(3), { expectedRevision: NO_STREAM })],
    ['an append at its last revision', (stream: string) => client().appendToStream(stream, noted(3), { expectedRevision: 2n })],
    ['an append of metadata', (stream: string) => client().setStreamMetadata(stream, { maxCount: 1 }, { expectedRevision: ANY })],
    ['a deletion', (stream: string) => client().deleteStream(stream, { expectedRevision: ANY })],
    ['another tombstone', (stream: string) => client().tombstoneStream(stream, { expectedRevision: ANY })],
  ] as const)('refuses %s', async (_, attempt: (stream: string) => Promise<unknown>) => {
    expect(await refusalOf(attempt(await ended()))).toBeInstanceOf(StreamDeletedError)
  })

  it('is named in the refusal, over the long call and over the unary one', async () => {
    const stream = await ended()
    for (const way of [{}, { credentials: { username: 'admin', password: 'changeit' } }]) {
      const refusal = await refusalOf(client().appendToStream(stream, noted(3), { expectedRevision: ANY, ...way }))
      expect(refusal).toBeInstanceOf(StreamDeletedError)
      expect(refusal).toMatchObject({ streamName: stream })
    }
  })

  it('ends in the log with an event that says so, at the last of all revisions', async () => {
    const stream = newStream()
    const { position } = await client().appendToStream(stream, noted(0), { expectedRevision: NO_STREAM })
    await client().tombstoneStream(stream, { expectedRevision: ANY })
    const log = await Array.fromAsync(client().readAll({ fromPosition: position ?? START }))
    const own = log.flatMap(({ event }) => (event?.streamId === stream ? [[event.type, event.revision]] : []))
    expect(own).toEqual([
      ['notes.Noted', 0n],
      ['$streamDeleted', 9_223_372_036_854_775_807n],
    ])
  })

  it('drops whoever follows it, after all its events', async () => {
    const stream = await given(client())
    const subscription = client().subscribeToStream(stream)
    const heard: number[] = []
    const dropped = new Promise((resolve) => subscription.once('error', resolve))
    subscription.on('data', ({ event }) => void heard.push(Number(event?.revision)))
    await caughtUp(subscription)
    await client().appendToStream(stream, noted(3), { expectedRevision: 2n })
    await client().tombstoneStream(stream, { expectedRevision: 3n })
    const refusal = await dropped
    expect(refusal).toBeInstanceOf(StreamDeletedError)
    expect(heard).toEqual([0, 1, 2, 3])
  })

  it('may be one that was deleted before, or never was', async () => {
    const [deleted, never] = [await given(client()), newStream()]
    await client().deleteStream(deleted, { expectedRevision: ANY })
    await client().tombstoneStream(deleted, { expectedRevision: NO_STREAM })
    await client().tombstoneStream(never, { expectedRevision: NO_STREAM })
    for (const stream of [deleted, never]) expect(await refusalOf(Array.fromAsync(client().readStream(stream)))).toBeInstanceOf(StreamDeletedError)
  })
})

contract('a deletion that expects another revision', (client) => {
  describe.each(['deleteStream', 'tombstoneStream'] as const)('by %s', (remove) => {
    it.each([
      ['ahead', 7n],
      ['far ahead', 2n ** 63n - 1n],
      ['behind', 1n],
    ] as const)('(%s of the stream) is refused', async (_, expectedRevision) => {
      const stream = await given(client())
      const refusal = await refusalOf(client()[remove](stream, { expectedRevision }))
      expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
      expect(refusal).toMatchObject({ streamName: stream, expectedVersion: expectedRevision, actualVersion: 2n })
      expect(await numbersOf(client().readStream(stream))).toEqual([0, 1, 2])
    })

    it('(none where there is one, one where there is none) is refused', async () => {
      const stream = await given(client())
      expect(await refusalOf(client()[remove](stream, { expectedRevision: NO_STREAM }))).toBeInstanceOf(WrongExpectedVersionError)
      expect(await refusalOf(client()[remove](newStream(), { expectedRevision: 0n }))).toBeInstanceOf(WrongExpectedVersionError)
      expect(await numbersOf(client().readStream(stream))).toEqual([0, 1, 2])
    })
  })
})
