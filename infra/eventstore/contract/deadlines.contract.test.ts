import { ANY, DeadlineExceededError, NO_STREAM, StreamNotFoundError } from '@eventstore/db-client'
import { expect, it } from 'vitest'
import { newStream, noted } from '../server/testing.ts'
import { contract } from './servers.ts'
import { notes, numbersOf, refusalOf } from './testing.ts'

const credentials = { username: 'admin', password: 'changeit' }

contract('a deadline that has passed', (client) => {
  it.each([
    ['over the long call', {}],
    ['over the unary call', { credentials }],
  ])('refuses an append %s, and nothing of it is written', async (_, way) => {
    const stream = newStream()
    const refusal = await refusalOf(client().appendToStream(stream, noted(0), { expectedRevision: NO_STREAM, deadline: -1_000, ...way }))
    expect(refusal).toBeInstanceOf(DeadlineExceededError)
    expect(await refusalOf(Array.fromAsync(client().readStream(stream)))).toBeInstanceOf(StreamNotFoundError)
  })

  it.each(['deleteStream', 'tombstoneStream'] as const)('refuses a %s', async (remove) => {
    const stream = newStream()
    await client().appendToStream(stream, notes(2), { expectedRevision: NO_STREAM })
    expect(await refusalOf(client()[remove](stream, { expectedRevision: ANY, deadline: -1_000 }))).toBeInstanceOf(DeadlineExceededError)
    expect(await numbersOf(client().readStream(stream))).toEqual([0, 1])
  })

  it('of one append says nothing of the others', async () => {
    const [late, timely] = [newStream(), newStream()]
    const [refused, kept] = await Promise.allSettled([
      client().appendToStream(late, noted(0), { expectedRevision: NO_STREAM, deadline: -1_000 }),
      client().appendToStream(timely, noted(0), { expectedRevision: NO_STREAM }),
    ])
    expect([refused.status, kept.status]).toEqual(['rejected', 'fulfilled'])
    expect(await numbersOf(client().readStream(timely))).toEqual([0])
  })
})
