import {
  ANY,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import { expect, it } from 'vitest'
import { newStream, noted } from '../server/testing.ts'
import { contract } from './servers.ts'
import { notes, numbersOf, refusalOf } from './testing.ts'

/** A stream of the notes 0 to 9. */
const given = async (client: EventStoreDBClient): Promise<string> => {
  const stream = newStream()
  await client.appendToStream(stream, notes(10), { expectedRevision: NO_STREAM })
  return stream
}

contract('metadata', (client) => {
  it('are kept whole: limits, access, times for caches, and whatever else one likes to note', async () => {
    const stream = newStream()
    const metadata = {
      maxCount: 20,
      maxAge: 86_400,
      truncateBefore: 2,
      cacheControl: 60,
      acl: { readRoles: ['$all'], writeRoles: ['$admins'], deleteRoles: ['$admins'], metaReadRoles: ['$all'], metaWriteRoles: ['$admins'] },
      colour: { name: 'red', shades: [1, 2] },
    }
    await client().setStreamMetadata(stream, metadata, { expectedRevision: NO_STREAM })
    expect(await client().getStreamMetadata(stream)).toMatchObject({ streamName: stream, metadata })
  })

  it('of a stream that has none are none', async () => {
    expect((await client().getStreamMetadata(newStream())).metadata).toBeUndefined()
  })

  it('are written like a stream of their own, of which readers see the last event only', async () => {
    const stream = newStream()
    const first = await client().setStreamMetadata(stream, { maxCount: 1 }, { expectedRevision: NO_STREAM })
    const second = await client().setStreamMetadata(stream, { maxCount: 2 }, { expectedRevision: 0n })
    const refusal = await refusalOf(client().setStreamMetadata(stream, { maxCount: 3 }, { expectedRevision: 0n }))
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([0n, 1n])
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({ streamName: `$$${stream}`, expectedVersion: 0n, actualVersion: 1n })
    const read = await Array.fromAsync(client().readStream(`$$${stream}`))
    expect(read.map(({ event }) => [event?.revision, event?.type, event?.data])).toEqual([[1n, '$metadata', { $maxCount: 2 }]])
  })

  it('make no stream, but one that may be expected to exist', async () => {
    const stream = newStream()
    await client().setStreamMetadata(stream, { colour: 'red' }, { expectedRevision: NO_STREAM })
    expect(await refusalOf(Array.fromAsync(client().readStream(stream)))).toBeInstanceOf(StreamNotFoundError)
    const { nextExpectedRevision } = await client().appendToStream(stream, noted(0), { expectedRevision: STREAM_EXISTS })
    expect(nextExpectedRevision).toBe(0n)
  })

  it.each([
    ['is no JSON object', ['a', 'list']],
    ['sets a limit that is none', { $maxCount: -1, $tb: 'soon' }],
  ])('limit nothing when what they hold %s', async (_, data) => {
    const stream = await given(client())
    await client().appendToStream(`$$${stream}`, jsonEvent({ type: '$metadata', data }), { expectedRevision: ANY })
    expect(await numbersOf(client().readStream(stream))).toHaveLength(10)
  })
})

contract('metadata that were written by hand', (client) => {
  it.each([
    ['limits below what they can be', { $maxCount: 0, $maxAge: -5, $tb: 7 }, [7, 8, 9]],
    ['one of them', { $maxCount: 2, $tb: -1 }, [8, 9]],
    ['more than .NET holds', { $maxCount: 2, $tb: 2 ** 63 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['a list of roles that is none', { $maxCount: 2, $acl: { $r: 5 } }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['a sound list of roles', { $maxCount: 2, $acl: { $r: 'ops', $w: ['$admins'] } }, [8, 9]],
    ['their names as part of something else', { $maxCount: 2, mine: { $maxCount: 'two' } }, [8, 9]],
  ])('(%s) hide what EventStoreDB would hide', async (_, data, visible) => {
    const stream = await given(client())
    await client().appendToStream(`$$${stream}`, jsonEvent({ type: '$metadata', data }), { expectedRevision: NO_STREAM })
    expect(await numbersOf(client().readStream(stream))).toEqual(visible)
  })

  it('after those of a deletion, as the client shows them, end it: a number in JavaScript is not that exact', async () => {
    const stream = await given(client())
    await client().deleteStream(stream, { expectedRevision: 9n })
    const { metadata } = await client().getStreamMetadata(stream)
    await client().setStreamMetadata(stream, metadata ?? {}, { expectedRevision: 0n })
    expect(await numbersOf(client().readStream(stream))).toEqual([])
    expect((await client().getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 10 })
  })
})

contract('a limit', (client) => {
  it.each([
    ['$maxCount', { maxCount: 3 }, [7, 8, 9]],
    ['$maxCount beyond what there is', { maxCount: 30 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['$tb', { truncateBefore: 6 }, [6, 7, 8, 9]],
    ['$tb of all there is', { truncateBefore: 10 }, []],
    ['the narrower of $tb and $maxCount', { truncateBefore: 6, maxCount: 2 }, [8, 9]],
    ['$maxAge of a day', { maxAge: 86_400 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ] as const)('(%s) hides what is older, in either direction and from wherever one begins', async (_, metadata, visible) => {
    const stream = await given(client())
    await client().setStreamMetadata(stream, metadata, { expectedRevision: NO_STREAM })
    const read = (how: object) => numbersOf(client().readStream(stream, how))
    expect(await read({})).toEqual(visible)
    expect(await read({ direction: BACKWARDS, fromRevision: END })).toEqual(visible.toReversed())
    expect(await read({ fromRevision: 2n, maxCount: 2 })).toEqual(visible.filter((n) => n >= 2).slice(0, 2))
    expect(await read({ direction: BACKWARDS, fromRevision: 7n, maxCount: 3 })).toEqual(
      visible
        .filter((n) => n <= 7)
        .toReversed()
        .slice(0, 3),
    )
  })

  it('($maxAge) hides an event once it is that old, and none that comes later', async () => {
    const stream = await given(client())
    await client().setStreamMetadata(stream, { maxAge: 1 }, { expectedRevision: NO_STREAM })
    await expect.poll(() => numbersOf(client().readStream(stream)), { timeout: 10_000 }).toEqual([])
    await client().setStreamMetadata(stream, { maxAge: 86_400 }, { expectedRevision: 0n })
    await client().appendToStream(stream, noted(10), { expectedRevision: 9n })
    expect(await numbersOf(client().readStream(stream))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('moves with the stream, and is gone when the metadata are', async () => {
    const stream = await given(client())
    await client().setStreamMetadata(stream, { maxCount: 2 }, { expectedRevision: NO_STREAM })
    await client().appendToStream(stream, noted(10), { expectedRevision: 9n })
    expect(await numbersOf(client().readStream(stream))).toEqual([9, 10])
    await client().setStreamMetadata(stream, {}, { expectedRevision: 0n })
    expect(await numbersOf(client().readStream(stream))).toHaveLength(11)
  })

  it('changes neither revisions nor what the log holds', async () => {
    const stream = newStream()
    const { position } = await client().appendToStream(stream, notes(1), { expectedRevision: NO_STREAM })
    await client().appendToStream(stream, notes(4, 1), { expectedRevision: 0n })
    await client().setStreamMetadata(stream, { maxCount: 1 }, { expectedRevision: NO_STREAM })
    const next = await client().appendToStream(stream, noted(5), { expectedRevision: 4n })
    expect(next.nextExpectedRevision).toBe(5n)
    const log = await Array.fromAsync(client().readAll({ fromPosition: position ?? 'start' }))
    expect(log.filter(({ event }) => event?.streamId === stream)).toHaveLength(6)
  })

  it('holds for those who subscribe later', async () => {
    const stream = await given(client())
    await client().setStreamMetadata(stream, { truncateBefore: 8 }, { expectedRevision: NO_STREAM })
    const heard: number[] = []
    for await (const { event } of client().subscribeToStream(stream)) {
      heard.push(Number(event?.revision))
      if (heard.length === 2) break
    }
    expect(heard).toEqual([8, 9])
  })
})
