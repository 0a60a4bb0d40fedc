import { MaxAppendSizeExceededError } from '@eventstore/db-client'
import { type Recorded, Refused, WrongRevision } from '@kontor/core/kernel'
import { testMeta } from '@kontor/core/kernel/testing'
import { ApprovePartner, PartnerRegistered, partners, RegisterPartner, TermsPublished } from '@kontor/core/partners'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../secrets/index.ts'
import { type TestStores, testStores } from '../../testing/stores.ts'

let stores: TestStores
beforeAll(async () => {
  stores = await testStores()
})
afterAll(() => stores.close())

const anna = (partnerId: string) => ({
  partnerId,
  programmeId: newId(),
  userId: newId(),
  name: 'Анна Смирнова',
  email: 'anna@mail.test',
  language: 'ru' as const,
  knownAccount: false,
  applicationKey: 'application_1f',
})
const proposed = (event: ReturnType<typeof PartnerRegistered>, id = newId()) => [{ id, event }]

test('what was appended is read back, money as bigint, personal fields plain', async () => {
  const stream = `programmes-${newId()}.${newId()}`
  const terms = { programmeId: newId(), version: 1, percent: '10', holdDays: 0, minimumPayout: { minor: 9_007_199_254_740_993n, currency: 'RUB' } }
  await stores.log.append(stream, 'no-stream', [{ id: newId(), event: TermsPublished(terms, testMeta()) }])
  const { events, revision } = await stores.log.read(stream)
  expect(revision).toBe(0n)
  expect(events[0]).toMatchObject({ type: 'partners.TermsPublished', data: terms, stream, revision: 0n, meta: testMeta() })
})

test('a stream that does not exist is empty', async () => {
  expect(await stores.log.read(`partners-${newId()}.${newId()}`)).toEqual({ events: [], revision: 'no-stream' })
})

test('the log holds no name and no address, and a field moved elsewhere does not open', async () => {
  const partnerId = newId()
  const stream = `partners-${testMeta().tenantId}.${partnerId}`
  await stores.log.append(stream, 'no-stream', proposed(PartnerRegistered(anna(partnerId), testMeta())))
  const raw: string[] = []
  for await (const { event } of stores.client.readStream(stream)) raw.push(JSON.stringify(event?.data) + JSON.stringify(event?.metadata))
  expect(raw.join()).not.toMatch(/Анна|anna@mail/)
  expect((await stores.log.read(stream)).events[0]?.data).toMatchObject({ name: 'Анна Смирнова', email: 'anna@mail.test' })
})

test('a stale revision is refused, and nothing is written', async () => {
  const partnerId = newId()
  const stream = `partners-${testMeta().tenantId}.${partnerId}`
  await stores.log.append(stream, 'no-stream', proposed(PartnerRegistered(anna(partnerId), testMeta())))
  await expect(stores.log.append(stream, 'no-stream', proposed(PartnerRegistered(anna(partnerId), testMeta())))).rejects.toThrow(WrongRevision)
  await expect(stores.log.append(stream, 5n, proposed(PartnerRegistered(anna(partnerId), testMeta())))).rejects.toThrow(WrongRevision)
  expect((await stores.log.read(stream)).events).toHaveLength(1)
})

test('the same ids again are answered as the first time', async () => {
  const partnerId = newId()
  const stream = `partners-${testMeta().tenantId}.${partnerId}`
  const events = proposed(PartnerRegistered(anna(partnerId), testMeta()))
  const first = await stores.log.append(stream, 'no-stream', events)
  expect(await stores.log.append(stream, 'no-stream', events)).toEqual(first)
  expect((await stores.log.read(stream)).events).toHaveLength(1)
})

test('what the store refuses is refused at once, and is not taken for silence', async () => {
  const partnerId = newId()
  const stream = `partners-${testMeta().tenantId}.${partnerId}`
  const huge = { ...anna(partnerId), company: 'x'.repeat(1_100_000) }
  const refused = stores.log.append(stream, 'no-stream', proposed(PartnerRegistered(huge, testMeta())))
  await expect(refused).rejects.toThrow(MaxAppendSizeExceededError)
  expect((await stores.log.read(stream)).events).toEqual([])
})

test('of sixteen operators who approve at once one writes, and all are answered', async () => {
  const partnerId = newId()
  await stores.execute(partners, partnerId, RegisterPartner(anna(partnerId), testMeta({ commandId: newId() })))
  const approve = () => stores.execute(partners, partnerId, ApprovePartner({ partnerId }, testMeta({ commandId: newId() })))
  const answers = await Promise.all(Array.from({ length: 16 }, approve))
  const { events } = await stores.log.read(`partners-${testMeta().tenantId}.${partnerId}`)
  expect(events.map(({ type }) => type)).toEqual(['partners.PartnerRegistered', 'partners.PartnerApproved'])
  expect(new Set(answers.map(({ position }) => position))).toEqual(new Set([events[1]?.position]))
})

test('one command sent twice at once is one event', async () => {
  const partnerId = newId()
  const command = RegisterPartner(anna(partnerId), testMeta({ commandId: newId(), requestHash: 'h' }))
  const [one, two] = await Promise.all([stores.execute(partners, partnerId, command), stores.execute(partners, partnerId, command)])
  expect(one.position).toBe(two.position)
})

test('an erased person reads as a placeholder, and nothing more is written about them', async () => {
  const partnerId = newId()
  const tenantId = newId()
  const meta = () => testMeta({ tenantId, commandId: newId() })
  await stores.execute(partners, partnerId, RegisterPartner({ ...anna(partnerId), company: 'Север' }, meta()))
  await stores.keys.destroy(tenantId, partnerId)
  const { events } = await stores.log.read(`partners-${tenantId}.${partnerId}`)
  expect(events[0]?.data).toMatchObject({ partnerId, name: '[erased]', email: '[erased]', company: '[erased]', applicationKey: 'application_1f' })
  expect(events[0]?.data).not.toHaveProperty('phone')
  const again = stores.log.append(`partners-${tenantId}.${newId()}`, 'no-stream', proposed(PartnerRegistered(anna(partnerId), meta())))
  await expect(again).rejects.toThrow(Refused)
})

const collect = async (from: string | undefined, until: (events: readonly Recorded[]) => boolean) => {
  const stop = new AbortController()
  const events: Recorded[] = []
  let position = from
  for await (const batch of stores.feed({ from, maxBatch: 100, signal: stop.signal })) {
    events.push(...batch.events)
    position = batch.position
    if (until(events)) break
  }
  stop.abort()
  return { events, position }
}

test('the feed gives every event once and in order, from the beginning and from where one stopped, stored and live', async () => {
  const tenantId = newId()
  const ids = Array.from({ length: 40 }, newId)
  const register = (partnerId: string) =>
    stores.execute(partners, partnerId, RegisterPartner(anna(partnerId), testMeta({ tenantId, commandId: newId() })))
  for (const partnerId of ids.slice(0, 20)) await register(partnerId)
  const seen = (events: readonly Recorded[]) =>
    events.filter((event) => event.meta.tenantId === tenantId).map((event) => event.data as { partnerId: string })
  const live = collect(undefined, (events) => seen(events).length === 40)
  for (const partnerId of ids.slice(20)) await register(partnerId)
  const { events } = await live
  expect(seen(events).map(({ partnerId }) => partnerId)).toEqual(ids)
  expect(events.map(({ position }) => BigInt(position))).toEqual([...events].map(({ position }) => BigInt(position)).sort((a, b) => (a < b ? -1 : 1)))
  const middle = events.find((event) => (event.data as { partnerId?: string }).partnerId === ids[29])?.position
  const rest = await collect(middle, (later) => seen(later).length === 10)
  expect(seen(rest.events).map(({ partnerId }) => partnerId)).toEqual(ids.slice(30))
})
