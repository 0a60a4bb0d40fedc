import { ANY, NO_STREAM, STREAM_EXISTS, WrongExpectedVersionError } from '@eventstore/db-client'
import { expect, it } from 'vitest'
import { newStream, noted } from '../server/testing.ts'
import { contract } from './servers.ts'
import { notes, numbersOf, refusalOf } from './testing.ts'

contract('a repeated append', (client) => {
  it('with the exact revision gets the earlier answer, although others have followed', async () => {
    const stream = newStream()
    const [first, second] = [notes(2), notes(2, 2)]
    const answers = [
      await client().appendToStream(stream, first, { expectedRevision: NO_STREAM }),
      await client().appendToStream(stream, second, { expectedRevision: 1n }),
    ]
    await client().appendToStream(stream, noted(4), { expectedRevision: 3n })
    expect(await client().appendToStream(stream, first, { expectedRevision: NO_STREAM })).toEqual(answers[0])
    expect(await client().appendToStream(stream, second, { expectedRevision: 1n })).toEqual(answers[1])
    expect(await numbersOf(client().readStream(stream))).toEqual([0, 1, 2, 3, 4])
  })

  it.each([ANY, STREAM_EXISTS] as const)('expecting %s gets the earlier answer', async (expectedRevision) => {
    const stream = newStream()
    const events = notes(3)
    const answer = await client().appendToStream(stream, events, { expectedRevision: NO_STREAM })
    await client().appendToStream(stream, noted(3), { expectedRevision: 2n })
    expect(await client().appendToStream(stream, events, { expectedRevision })).toEqual(answer)
    expect(await numbersOf(client().readStream(stream))).toEqual([0, 1, 2, 3])
  })

  it('at another revision is another append', async () => {
    const stream = newStream()
    const event = noted(0)
    await client().appendToStream(stream, event, { expectedRevision: NO_STREAM })
    const again = await client().appendToStream(stream, event, { expectedRevision: 0n })
    expect(again.nextExpectedRevision).toBe(1n)
    expect(await numbersOf(client().readStream(stream))).toEqual([0, 0])
  })

  it('to another stream is another append', async () => {
    const [one, other] = [newStream(), newStream()]
    const event = noted(0)
    await client().appendToStream(one, event, { expectedRevision: ANY })
    const elsewhere = await client().appendToStream(other, event, { expectedRevision: ANY })
    expect(elsewhere.nextExpectedRevision).toBe(0n)
    expect(await numbersOf(client().readStream(other))).toEqual([0])
  })

  it.each([NO_STREAM, ANY] as const)('that brings more events than the first time is refused (expecting %s)', async (expectedRevision) => {
    const stream = newStream()
    const events = notes(2)
    await client().appendToStream(stream, events, { expectedRevision: NO_STREAM })
    const refusal = await refusalOf(client().appendToStream(stream, [...events, noted(2)], { expectedRevision }))
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(await numbersOf(client().readStream(stream))).toEqual([0, 1])
  })

  it('of the first part only gets the place of that part', async () => {
    const stream = newStream()
    const events = notes(3)
    await client().appendToStream(stream, events, { expectedRevision: NO_STREAM })
    const again = await client().appendToStream(stream, events.slice(0, 2), { expectedRevision: NO_STREAM })
    const [, second] = await Array.fromAsync(client().readStream(stream))
    expect(again).toMatchObject({ nextExpectedRevision: 1n, position: second?.event?.position })
  })
})
