import { BACKWARDS, END, NO_STREAM, START, StreamNotFoundError } from '@eventstore/db-client'
import { beforeAll, expect, it } from 'vitest'
import { newStream } from '../server/testing.ts'
import { contract } from './servers.ts'
import { notes, numbersOf, refusalOf } from './testing.ts'

contract('a read of a stream', (client) => {
  const stream = newStream('read')
  beforeAll(() => client().appendToStream(stream, notes(250), { expectedRevision: NO_STREAM }))

  it.each([
    ['forwards from the start', {}, [0, 1, 2]],
    ['forwards from a revision', { fromRevision: 100n }, [100, 101, 102]],
    ['forwards from the last', { fromRevision: 249n }, [249]],
    ['forwards from beyond the last', { fromRevision: 250n }, []],
    ['forwards from far beyond it', { fromRevision: 9_223_372_036_854_775_806n }, []],
    ['forwards from the end', { fromRevision: END }, []],
    ['backwards from the end', { direction: BACKWARDS, fromRevision: END }, [249, 248, 247]],
    ['backwards from a revision', { direction: BACKWARDS, fromRevision: 100n }, [100, 99, 98]],
    ['backwards from the second', { direction: BACKWARDS, fromRevision: 1n }, [1, 0]],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, [0]],
    ['backwards from beyond the last', { direction: BACKWARDS, fromRevision: 1_000n }, [249, 248, 247]],
  ] as const)('%s gives at most as many as were asked for', async (_, how, expected) => {
    expect(await numbersOf(client().readStream(stream, { ...how, maxCount: 3 }))).toEqual(expected)
  })

  it('without a count gives all of it, in either direction', async () => {
    const forwards = await numbersOf(client().readStream(stream))
    expect(forwards).toEqual(Array.from({ length: 250 }, (_, n) => n))
    expect(await numbersOf(client().readStream(stream, { direction: BACKWARDS, fromRevision: END }))).toEqual(forwards.toReversed())
  })

  it('gives the same places, whichever the direction', async () => {
    const placesOf = async (how: object) =>
      (await Array.fromAsync(client().readStream(stream, how))).map(({ event }) => [event?.revision, event?.position])
    expect((await placesOf({ direction: BACKWARDS, fromRevision: END })).toReversed()).toEqual(await placesOf({}))
  })

  it.each([
    ['forwards', {}],
    ['backwards', { direction: BACKWARDS, fromRevision: END }],
    ['from a revision', { fromRevision: 3n }],
  ] as const)('that does not exist says so (%s)', async (_, how) => {
    const refusal = await refusalOf(Array.fromAsync(client().readStream('nowhere-1', how)))
    expect(refusal).toBeInstanceOf(StreamNotFoundError)
    expect(refusal).toMatchObject({ streamName: 'nowhere-1' })
  })

  it('may be left in the middle, and the next one is whole', async () => {
    for await (const { event } of client().readStream(stream)) if (event?.revision === 10n) break
    expect(await numbersOf(client().readStream(stream, { fromRevision: 248n }))).toEqual([248, 249])
  })
})
