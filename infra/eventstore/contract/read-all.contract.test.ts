import { BACKWARDS, END, type Position, START } from '@eventstore/db-client'
import { beforeAll, expect, it } from 'vitest'
import { newStream, noted } from '../server/testing.ts'
import { contract } from './servers.ts'
import { idsOf, notes, placed } from './testing.ts'

type Found = { readonly id: string; readonly position: Position }

contract('a read of everything', (client) => {
  const streams = [newStream('all'), newStream('all')]
  let since: Position
  /** Our own events in the order of the log: one by one to two streams in turn, then several at once. */
  let own: Found[]

  const ownOf = async (events: ReturnType<ReturnType<typeof client>['readAll']>): Promise<Found[]> =>
    (await Array.fromAsync(events)).flatMap(({ event }) =>
      event && streams.includes(event.streamId) ? [{ id: event.id, position: placed(event.position) }] : [],
    )
  const written: string[] = []
  beforeAll(async () => {
    for (let n = 0; n < 20; n += 1) {
      const event = noted(n)
      const { position } = await client().appendToStream(streams[n % 2] ?? '', event, { expectedRevision: 'any' })
      since ??= placed(position)
      written.push(event.id)
    }
    const many = notes(20)
    await client().appendToStream(streams[0] ?? '', many, { expectedRevision: 'any' })
    written.push(...many.map(({ id }) => id))
    own = await ownOf(client().readAll({ fromPosition: since }))
  })

  it('is in the order in which appends were answered, and its positions only rise', () => {
    const commits = own.map(({ position }) => position.commit)
    expect(own.map(({ id }) => id)).toEqual(written)
    expect(commits.filter((commit, n) => n > 0 && commit <= (commits[n - 1] ?? 0n))).toEqual([])
  })

  it('forwards from a position begins with the event there', async () => {
    const from = own[7]?.position ?? START
    const [first] = await Array.fromAsync(client().readAll({ fromPosition: from, maxCount: 1 }))
    expect(first?.event).toMatchObject({ id: own[7]?.id, position: from })
    expect(await ownOf(client().readAll({ fromPosition: from }))).toEqual(own.slice(7))
  })

  it('backwards from a position begins with the event before it', async () => {
    const from = own[7]?.position ?? START
    const back = await Array.fromAsync(client().readAll({ direction: BACKWARDS, fromPosition: from, maxCount: 200 }))
    const ids = back.flatMap(({ event }) => (event && written.includes(event.id) ? [event.id] : []))
    expect(ids).toEqual(written.slice(0, 7).toReversed())
    expect(back.every(({ commitPosition }) => (commitPosition ?? 0n) < (own[7]?.position.commit ?? 0n))).toBe(true)
  })

  it('gives at most as many as were asked for', async () => {
    expect(await Array.fromAsync(client().readAll({ fromPosition: since, maxCount: 5 }))).toHaveLength(5)
    expect(await Array.fromAsync(client().readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 5 }))).toHaveLength(5)
  })

  it('backwards from the end begins with the newest', async () => {
    const event = noted(0)
    await client().appendToStream(newStream(), event, { expectedRevision: 'any' })
    const newest = await idsOf(client().readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 50 }))
    expect(newest).toContain(event.id)
    expect(await idsOf(client().readAll({ direction: BACKWARDS, fromPosition: START, maxCount: 5 }))).toEqual([])
  })

  it('gives each event where its stream and its subscribers have it', async () => {
    const inStream = await Array.fromAsync(client().readStream(streams[0] ?? ''))
    const places = new Map(own.map(({ id, position }) => [id, position]))
    for (const { event } of inStream) expect(event?.position).toEqual(places.get(event?.id ?? ''))
    const heard: Found[] = []
    for await (const { event } of client().subscribeToAll({ fromPosition: since })) {
      if (event && written.includes(event.id)) heard.push({ id: event.id, position: placed(event.position) })
      if (heard.length === own.length - 1) break
    }
    expect(heard).toEqual(own.slice(1))
  })
})
