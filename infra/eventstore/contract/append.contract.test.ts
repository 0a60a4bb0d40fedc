import {
  ANY,
  binaryEvent,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  STREAM_EXISTS,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { newStream, noted } from '../server/testing.ts'
import { contract } from './servers.ts'
import { notes, numbersOf, placed, refusalOf } from './testing.ts'

contract('an append', (client) => {
  it('is read back as it was written', async () => {
    const stream = newStream()
    const event = jsonEvent({ type: 'notes.Noted', data: { text: 'Привет 🌍', deep: [1, { two: null }] }, metadata: { tenantId: 't' } })
    const { success, nextExpectedRevision, position } = await client().appendToStream(stream, event, { expectedRevision: NO_STREAM })
    const [read] = await Array.fromAsync(client().readStream(stream))
    expect({ success, nextExpectedRevision }).toEqual({ success: true, nextExpectedRevision: 0n })
    const { id, type, data, metadata } = event
    expect(read?.event).toMatchObject({ streamId: stream, id, type, data, metadata, isJson: true, revision: 0n, position })
    expect(read?.link).toBeUndefined()
    expect(Math.abs((read?.event?.created.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
  })

  it('of bytes keeps them, in data as in metadata', async () => {
    const stream = newStream()
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n)
    const event = binaryEvent({ type: 'notes.Scanned', data: bytes, metadata: bytes.toReversed() })
    await client().appendToStream(stream, event, { expectedRevision: NO_STREAM })
    const [read] = await Array.fromAsync(client().readStream(stream))
    expect(read?.event).toMatchObject({ id: event.id, isJson: false })
    expect(Buffer.from(read?.event?.data as Uint8Array).equals(bytes)).toBe(true)
    expect(Buffer.from(read?.event?.metadata as Uint8Array).equals(bytes.toReversed())).toBe(true)
  })

  it('of many events is one: next revisions, rising positions, the answer is that of the last', async () => {
    const stream = newStream()
    const answer = await client().appendToStream(stream, notes(500), { expectedRevision: NO_STREAM })
    const read = (await Array.fromAsync(client().readStream(stream))).flatMap(({ event }) => event ?? [])
    const commits = read.map(({ position }) => placed(position).commit)
    expect(answer.nextExpectedRevision).toBe(499n)
    expect(read.map(({ revision }) => Number(revision))).toEqual(Array.from({ length: 500 }, (_, n) => n))
    expect(commits).toEqual([...new Set(commits)].sort((a, b) => (a < b ? -1 : 1)))
    expect(read.at(-1)?.position).toEqual(answer.position)
  })

  it('is told apart from one more to the same stream by its revision and a later position', async () => {
    const stream = newStream()
    const first = await client().appendToStream(stream, notes(2), { expectedRevision: NO_STREAM })
    const second = await client().appendToStream(stream, noted(2), { expectedRevision: 1n })
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([1n, 2n])
    expect(placed(second.position).commit).toBeGreaterThan(placed(first.position).commit)
  })

  it.each([
    ['whatever the stream holds', ANY],
    ['that the stream exists', STREAM_EXISTS],
    ['its exact revision', 1n],
  ] as const)('may expect %s', async (_, expectedRevision) => {
    const stream = newStream()
    await client().appendToStream(stream, notes(2), { expectedRevision: ANY })
    const { nextExpectedRevision } = await client().appendToStream(stream, noted(2), { expectedRevision })
    expect(nextExpectedRevision).toBe(2n)
    expect(await numbersOf(client().readStream(stream))).toEqual([0, 1, 2])
  })

  it('of nothing makes no stream, and changes none', async () => {
    const [absent, present] = [newStream(), newStream()]
    await client().appendToStream(absent, [], { expectedRevision: NO_STREAM })
    await client().appendToStream(absent, [], { expectedRevision: ANY })
    expect(await refusalOf(Array.fromAsync(client().readStream(absent)))).toBeInstanceOf(StreamNotFoundError)
    await client().appendToStream(present, notes(2), { expectedRevision: NO_STREAM })
    await client().appendToStream(present, [], { expectedRevision: 1n })
    expect(await numbersOf(client().readStream(present))).toEqual([0, 1])
  })
})

contract('a refused append', (client) => {
  it.each([
    ['a revision ahead of the stream', 5n, 1n],
    ['a revision behind it', 0n, 1n],
    ['no stream where there is one', NO_STREAM, 1n],
  ] as const)('expected %s', async (_, expectedRevision, actualVersion) => {
    const stream = newStream()
    await client().appendToStream(stream, notes(2), { expectedRevision: NO_STREAM })
    const refusal = await refusalOf(client().appendToStream(stream, noted(3), { expectedRevision }))
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({ streamName: stream, expectedVersion: expectedRevision, actualVersion })
    expect(await numbersOf(client().readStream(stream))).toEqual([0, 1])
  })

  it.each([STREAM_EXISTS, 0n] as const)('expected a stream (%s) where there is none', async (expectedRevision) => {
    const stream = newStream()
    const refusal = await refusalOf(client().appendToStream(stream, noted(0), { expectedRevision }))
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({ streamName: stream, expectedVersion: expectedRevision, actualVersion: 'no_stream' })
  })

  it('leaves out of many events not one', async () => {
    const stream = newStream()
    expect(await refusalOf(client().appendToStream(stream, notes(100), { expectedRevision: 7n }))).toBeInstanceOf(WrongExpectedVersionError)
    expect(await refusalOf(Array.fromAsync(client().readStream(stream)))).toBeInstanceOf(StreamNotFoundError)
  })

  it('lost against another with the same expectation', async () => {
    const stream = newStream()
    const answers = await Promise.allSettled(notes(16).map((event) => client().appendToStream(stream, event, { expectedRevision: NO_STREAM })))
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refusals).toHaveLength(15)
    expect(refusals.every((error) => error instanceof WrongExpectedVersionError)).toBe(true)
    expect(await Array.fromAsync(client().readStream(stream))).toHaveLength(1)
  })

  // The client takes the unary call when credentials come with the append, and one long call for all appends when none do.
  describe.each([
    ['the long call', {}],
    ['the unary call', { credentials: { username: 'admin', password: 'changeit' } }],
  ])('over %s', (_, way) => {
    it('of a wrong version says which', async () => {
      const stream = newStream()
      const first = await client().appendToStream(stream, notes(2), { expectedRevision: NO_STREAM, ...way })
      expect(first.nextExpectedRevision).toBe(1n)
      for (const expectedRevision of [7n, 2n ** 60n, 2n ** 63n - 1n]) {
        const refusal = await refusalOf(client().appendToStream(stream, noted(3), { expectedRevision, ...way }))
        expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
        expect(refusal).toMatchObject({ streamName: stream, expectedVersion: expectedRevision, actualVersion: 1n })
      }
    })

    it('of more than a mebibyte says so, and is refused whole', async () => {
      const stream = newStream()
      const large = () => jsonEvent({ type: 'notes.Noted', data: { text: 'x'.repeat(600_000) } })
      const refusal = await refusalOf(client().appendToStream(stream, [large(), large()], { expectedRevision: NO_STREAM, ...way }))
      expect(refusal).toBeInstanceOf(MaxAppendSizeExceededError)
      expect(refusal).toMatchObject({ maxAppendSize: 1_048_576 })
      expect(await refusalOf(Array.fromAsync(client().readStream(stream)))).toBeInstanceOf(StreamNotFoundError)
    })
  })
})
