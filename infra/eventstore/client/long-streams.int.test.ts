import { DealStageMoved } from '@kontor/core/deals'
import { testMeta } from '@kontor/core/kernel/testing'
import { PartnerRegistered, PartnerRejected } from '@kontor/core/partners'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allEvents } from '../../compose/events.ts'
import { newId } from '../../secrets/index.ts'
import { type TestStores, testStores } from '../../testing/stores.ts'
import { eventCodec, eventLog, headOf } from './index.ts'

let stores: TestStores
beforeAll(async () => {
  stores = await testStores()
})
afterAll(() => stores.close())

const move = (n: number, meta = testMeta()) => {
  const ids = { dealId: newId(), customerId: newId(), partnerId: newId() }
  return { id: newId(), event: DealStageMoved({ ...ids, stageId: `S${n}`, stageName: 'Этап', funnelId: 1 }, meta) }
}
const moves = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => move(from + n))
const newStream = () => `deals-${testMeta().tenantId}.${newId()}`
const stages = (events: readonly { readonly data: unknown }[]) => events.map(({ data }) => (data as { stageId: string }).stageId)
const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `S${from + n}`)
/** A process of its own: it shares the store, and remembers nothing of what we read. */
const anotherLog = () => eventLog(stores.client, eventCodec(allEvents, stores.keys))

test('a long stream is read to its last event, whoever appended it', async () => {
  const stream = newStream()
  const other = anotherLog()
  await stores.log.append(stream, 'no-stream', moves(0, 40))
  for (let length = 40; length < 43; length++) {
    const { events, revision } = await stores.log.read(stream)
    expect(stages(events)).toEqual(numbered(0, length))
    expect(events.map((event) => event.revision)).toEqual(Array.from({ length }, (_, n) => BigInt(n)))
    await other.append(stream, revision, [move(length)])
  }
  expect(await stores.log.read(stream)).toEqual(await other.read(stream))
})

test('of readers at once each gets all of it', async () => {
  const stream = newStream()
  await stores.log.append(stream, 'no-stream', moves(0, 40))
  await stores.log.read(stream)
  await anotherLog().append(stream, 39n, moves(40, 45))
  const all = await Promise.all(Array.from({ length: 8 }, () => stores.log.read(stream)))
  for (const { events } of all) expect(stages(events)).toEqual(numbered(0, 45))
})

test('whoever is erased reads as erased at once, however often their stream was read', async () => {
  const [tenantId, partnerId] = [newId(), newId()]
  const meta = testMeta({ tenantId })
  const stream = `partners-${tenantId}.${partnerId}`
  const person = { userId: newId(), name: 'Анна', email: 'anna@mail.test', language: 'ru' as const, knownAccount: false, applicationKey: 'a_1' }
  const registered = PartnerRegistered({ partnerId, programmeId: newId(), ...person }, meta)
  const rejections = Array.from({ length: 9 }, (_, n) => PartnerRejected({ partnerId, reason: `причина ${n}` }, meta))
  const proposed = [registered, ...rejections].map((event) => ({ id: newId(), event }))
  await stores.log.append(stream, 'no-stream', proposed)
  for (let time = 0; time < 2; time++) expect((await stores.log.read(stream)).events[9]?.data).toMatchObject({ reason: 'причина 8' })
  await stores.keys.destroy(tenantId, partnerId)
  const { events } = await stores.log.read(stream)
  expect(events[0]?.data).toMatchObject({ name: '[erased]', email: '[erased]' })
  expect(events.slice(1).map(({ data }) => (data as { reason: string }).reason)).toEqual(Array(9).fill('[erased]'))
})

test('what a reader does to its events is not what the next one gets', async () => {
  const stream = newStream()
  await stores.log.append(stream, 'no-stream', moves(0, 10))
  const [first] = (await stores.log.read(stream)).events
  Object.assign(first?.data as object, { stageId: 'changed' })
  expect(stages((await stores.log.read(stream)).events)).toEqual(numbered(0, 10))
})

test('a part of a stream, in either direction, ends where the stream ends', async () => {
  const stream = newStream()
  await stores.log.append(stream, 'no-stream', moves(0, 5))
  const part = async (from: bigint | 'end', direction: 'forwards' | 'backwards', count: number) =>
    stages(await stores.log.readPart(stream, { from, direction, count }))
  expect(await part(1n, 'forwards', 2)).toEqual(['S1', 'S2'])
  expect(await part(3n, 'forwards', 9)).toEqual(['S3', 'S4'])
  expect(await part(3n, 'backwards', 2)).toEqual(['S3', 'S2'])
  expect(await part('end', 'backwards', 2)).toEqual(['S4', 'S3'])
  expect(await part(5n, 'forwards', 1)).toEqual([])
  expect(await stores.log.readPart(newStream(), { from: 0n, direction: 'forwards', count: 1 })).toEqual([])
})

test('the head of the log is its last event, whatever it is', async () => {
  const { position } = await stores.log.append(newStream(), 'no-stream', moves(0, 1))
  expect(await headOf(stores.client)).toBe(position)
  const next = await stores.log.append(newStream(), 'no-stream', moves(0, 3))
  expect(BigInt(next.position)).toBeGreaterThan(BigInt(position))
  expect(await headOf(stores.client)).toBe(next.position)
})
