import type { Touch } from '@kontor/core/deals'
import { type Meta, Refused } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { expect, test, vi } from 'vitest'
import { openProgramme } from '../partners/open-programme.ts'
import type { Read } from '../ports.ts'
import { executeOn, memoryLog, testEdge } from '../testing.ts'
import { type Referral, refer } from './refer.ts'

/** Whoever waits lets the others go on, and that is all that waiting is here. */
vi.mock('node:timers/promises', () => ({ setTimeout: () => new Promise((resolve) => setImmediate(resolve)) }))

class Crash extends Error {}

const tenantId = id(9)
const [anna, boris] = [id(70), id(71)]
const programmeId = id(101)
const referral: Referral = { tenantId, partnerId: anna, programmeId, source: 'manual', name: 'Игорь', phone: '8 900 123-45-67', suspicious: false }
const asked = (n: number, changes: Partial<Meta> = {}) =>
  testMeta({ actor: { kind: 'user', id: id(1) }, commandId: id(n), requestHash: `request_${n}`, ...changes })

const answering = (touches: readonly Touch[]) => (async () => touches) as unknown as Read
const nothingAsked: Read = () => Promise.reject(new Error('no view is asked'))

/** A house with one programme, in Moscow; the log crashes where the test says, once armed. */
const house = async (onAppend: Parameters<typeof memoryLog>[0] = () => {}, read = nothingAsked) => {
  let armed = false
  let appends = 0
  const memory = memoryLog((_nth, when) => {
    if (!armed) return
    if (when === 'before') appends += 1
    onAppend(appends, when)
  })
  const ports = { ...testEdge(), log: memory.log, execute: executeOn(memory.log), read, head: async () => '0' }
  const programme = { slug: 'demo', name: 'Demo', currency: 'RUB', timeZone: 'Europe/Moscow' }
  await openProgramme(ports, programme, testMeta({ tenantId, commandId: programmeId }))
  const arm = (on: boolean) => {
    armed = on
  }
  return { ...memory, ports, arm }
}
const referred = ({ all }: Awaited<ReturnType<typeof house>>) =>
  all()
    .filter(({ type }) => type === 'deals.CustomerReferred')
    .map(({ data }) => data as Record<string, unknown>)

test('a customer is two reservations and two facts in one append, the phone written one way', async () => {
  const at = await house()
  const before = at.all().length
  const sent = await refer(at.ports, { ...referral, email: ' Igor@Mail.test ' }, asked(1))
  const written = at.all().slice(before)
  expect(written.map(({ type }) => type)).toEqual([
    'reservations.NameReserved',
    'reservations.NameReserved',
    'deals.CustomerReferred',
    'deals.CustomerAttributed',
  ])
  expect(sent).toEqual({ customerId: id(1), position: written.at(-1)?.position })
  expect(referred(at)).toMatchObject([{ customerId: id(1), phone: '+79001234567', email: 'igor@mail.test' }])
  expect(new Set(at.all().map((event) => event.id)).size).toBe(at.all().length)
})

test('without phone and e-mail nobody can be told apart', async () => {
  const at = await house()
  const end = at.end()
  await expect(refer(at.ports, { ...referral, phone: undefined }, asked(1))).rejects.toMatchObject({
    code: 'customer.contact-missing',
    extras: { errors: [{ pointer: '/phone' }, { pointer: '/email' }] },
  })
  expect(at.end()).toBe(end)
})

test('the same request again answers the same and writes nothing', async () => {
  const at = await house()
  const first = await refer(at.ports, referral, asked(1))
  const end = at.end()
  expect(await refer(at.ports, referral, asked(1))).toEqual(first)
  expect(at.end()).toBe(end)
})

test('another request under the same key conflicts and reserves nothing', async () => {
  const at = await house()
  await refer(at.ports, referral, asked(1))
  const end = at.end()
  await expect(refer(at.ports, { ...referral, phone: '+79007654321' }, asked(1, { requestHash: 'other' }))).rejects.toMatchObject({
    code: 'idempotency.conflict',
  })
  expect(at.end()).toBe(end)
})

test("one's own customer again is a duplicate, another partner's waits; the first stays the original of all", async () => {
  const at = await house()
  await refer(at.ports, referral, asked(1))
  await refer(at.ports, { ...referral, phone: '+7 900 1234567' }, asked(2))
  await refer(at.ports, { ...referral, partnerId: boris }, asked(3))
  const [first, second, third] = referred(at)
  expect(first).not.toHaveProperty('duplicateOf')
  expect(second).toMatchObject({ duplicateOf: id(1) })
  expect(second).not.toHaveProperty('duplicateOfPartnerId')
  expect(third).toMatchObject({ duplicateOf: id(1), duplicateOfPartnerId: anna })
})

test('phone and e-mail of two people: the one whom another partner brought decides', async () => {
  const at = await house()
  await refer(at.ports, referral, asked(1))
  await refer(at.ports, { ...referral, partnerId: boris, phone: undefined, email: 'a@mail.test' }, asked(2))
  await refer(at.ports, { ...referral, email: 'a@mail.test' }, asked(3))
  expect(referred(at)[2]).toMatchObject({ duplicateOf: id(2), duplicateOfPartnerId: boris })
})

test('the click that the visitor named is asked for, and what it was decides the attribution', async () => {
  const click = {
    clickId: id(30),
    linkId: id(40),
    partnerId: anna,
    occurredAt: '2025-12-31T00:00:00.000Z',
    stream: 'clicks-x.20251231',
    revision: '3',
  }
  const at = await house(undefined, answering([click]))
  await refer(at.ports, { ...referral, source: 'form', linkId: id(40), clickId: id(30) }, asked(1))
  expect(at.all().at(-1)?.data).toMatchObject({ rule: 'last-click', click, otherTouches: [] })
})

test('a view of clicks that is late holds nobody up', async () => {
  const at = await house(undefined, () => Promise.reject(new Refused('view.late')))
  await refer(at.ports, { ...referral, source: 'form', linkId: id(40), clickId: id(30) }, asked(1))
  expect(at.all().at(-1)?.data).toMatchObject({ rule: 'link', linkId: id(40) })
})

const both = { ...referral, email: 'igor@mail.test' }
const clean = await house()
await refer(clean.ports, both, asked(1))
const steps = [1, 2, 3].flatMap((nth) => [[nth, 'before'] as const, [nth, 'after'] as const])

test.each(steps)('a crash at append %i, %s it, is mended by asking again', async (nth, when) => {
  const at = await house((n, now) => {
    if (n === nth && now === when) throw new Crash()
  })
  at.arm(true)
  await expect(refer(at.ports, both, asked(1))).rejects.toThrow(Crash)
  at.arm(false)
  await refer(at.ports, both, asked(1))
  expect(at.written()).toEqual(clean.written())
})

test('after a crash another is told to come back, and after a minute takes the name over', async () => {
  const at = await house((n, when) => {
    if (n === 1 && when === 'after') throw new Crash()
  })
  at.arm(true)
  await expect(refer(at.ports, referral, asked(1))).rejects.toThrow(Crash)
  at.arm(false)
  await expect(refer(at.ports, referral, asked(2, { recordedAt: '2026-01-01T00:00:59.000Z' }))).rejects.toMatchObject({
    code: 'reservation.in-progress',
  })
  await refer(at.ports, referral, asked(3, { recordedAt: '2026-01-01T00:01:01.000Z' }))
  expect(referred(at)).toEqual([expect.objectContaining({ customerId: id(3) })])
  expect(referred(at)[0]).not.toHaveProperty('duplicateOf')
})

test('of eight at once one is the original, and the others know whose it is', async () => {
  const at = await house()
  const [first, ...others] = [1, 2, 3, 4, 5, 6, 7, 8]
  await Promise.all([first, ...others].map((n = 0) => refer(at.ports, { ...both, partnerId: n % 2 ? anna : boris }, asked(n))))
  const all = referred(at)
  const originals = all.filter((data) => data['duplicateOf'] === undefined)
  expect([all.length, originals.length]).toEqual([8, 1])
  for (const data of all.filter((one) => one !== originals[0])) {
    expect(data['duplicateOf']).toBe(originals[0]?.['customerId'])
    expect(data['duplicateOfPartnerId']).toBe(data['partnerId'] === originals[0]?.['partnerId'] ? undefined : originals[0]?.['partnerId'])
  }
})
