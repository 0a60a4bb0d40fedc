import { type Meta, platformTenant } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { executeOn, memoryLog, testEdge, testVault } from '../testing.ts'
import { apply } from './apply.ts'
import { openProgramme } from './open-programme.ts'

class Crash extends Error {}

const tenantId = id(9)
const application = {
  programme: 'demo',
  email: 'anna@mail.test',
  password: 'correct horse battery',
  name: 'Анна',
  consent: true,
  language: 'ru',
} as const
const asked = (n: number, changes: Partial<Meta> = {}) =>
  testMeta({ tenantId: platformTenant, actor: { kind: 'visitor', id: 'visitor' }, commandId: id(n), requestHash: 'request_1', ...changes })

/** A house with the programmes `demo` and `second`; the log crashes where the test says, once armed. */
const house = async (onAppend: Parameters<typeof memoryLog>[0] = () => {}) => {
  let armed = 0
  let appends = 0
  const memory = memoryLog((_nth, when) => {
    if (armed === 0) return
    if (when === 'before') appends += 1
    onAppend(appends, when)
  })
  const vault = testVault()
  const ports = { ...testEdge(), log: memory.log, execute: executeOn(memory.log), credentials: vault.credentials }
  const programme = { name: 'Demo', currency: 'RUB', timeZone: 'Europe/Moscow' }
  await openProgramme(ports, { ...programme, slug: 'demo' }, testMeta({ tenantId, commandId: id(101) }))
  await openProgramme(ports, { ...programme, slug: 'second' }, testMeta({ tenantId: id(10), commandId: id(102) }))
  const arm = (on: boolean) => {
    armed = on ? 1 : 0
  }
  return { ...memory, ports, kept: vault.kept, arm, appends: () => appends }
}
const registered = ({ all }: Awaited<ReturnType<typeof house>>) => all().filter((event) => event.type === 'partners.PartnerRegistered')

test('an application is five facts, the partner last', async () => {
  const at = await house()
  const before = at.end()
  const sent = await apply(at.ports, application, asked(1))
  const types = at.all().filter((event) => Number(event.position) > before)
  expect(types.sort((a, b) => Number(a.position) - Number(b.position)).map((event) => event.type)).toEqual([
    'reservations.NameReserved',
    'identity.UserRegistered',
    'identity.MembershipAdded',
    'reservations.NameReserved',
    'partners.PartnerRegistered',
  ])
  expect(sent).toEqual({ partnerId: id(1), position: String(at.end()) })
  expect([...at.kept.values()]).toEqual([application.password])
  expect(new Set(at.all().map((event) => event.id)).size).toBe(at.all().length)
})

test('the same request again answers the same and writes nothing', async () => {
  const at = await house()
  const first = await apply(at.ports, application, asked(1))
  const end = at.end()
  expect(await apply(at.ports, application, asked(1))).toEqual(first)
  expect(at.end()).toBe(end)
})

test('another request under the same key conflicts and writes nothing', async () => {
  const at = await house()
  await apply(at.ports, application, asked(1))
  const end = at.end()
  await expect(apply(at.ports, { ...application, email: 'bob@mail.test' }, asked(1, { requestHash: 'request_2' }))).rejects.toMatchObject({
    code: 'idempotency.conflict',
  })
  expect(at.end()).toBe(end)
})

test('another password under the same key conflicts: the account keeps its own', async () => {
  const at = await house()
  await apply(at.ports, application, asked(1))
  const end = at.end()
  await expect(apply(at.ports, { ...application, password: 'a stranger typed this' }, asked(1))).rejects.toMatchObject({
    code: 'idempotency.conflict',
  })
  expect(at.end()).toBe(end)
  expect([...at.kept.values()]).toEqual([application.password])
})

test('one application a programme and e-mail', async () => {
  const at = await house()
  await apply(at.ports, application, asked(1))
  const end = at.end()
  await expect(apply(at.ports, { ...application, password: 'another good password' }, asked(2))).rejects.toMatchObject({ code: 'partner.exists' })
  expect(at.end()).toBe(end)
  expect([...at.kept.values()]).toEqual([application.password])
})

test('an e-mail known elsewhere is enrolled too, its password untouched', async () => {
  const at = await house()
  await apply(at.ports, application, asked(1))
  await apply(at.ports, { ...application, programme: 'second', password: 'a stranger typed this' }, asked(2))
  const [first, second] = registered(at)
  expect(second?.data).toMatchObject({ knownAccount: true })
  expect(second?.data).toHaveProperty('userId', Object(first?.data).userId)
  expect([...at.kept.values()]).toEqual([application.password])
})

test('a programme nobody opened', async () => {
  const at = await house()
  await expect(apply(at.ports, { ...application, programme: 'nowhere' }, asked(1))).rejects.toMatchObject({ code: 'programme.not-found' })
})

const clean = await house()
await apply(clean.ports, application, asked(1))
const steps = [1, 2, 3, 4, 5].flatMap((nth) => [[nth, 'before'] as const, [nth, 'after'] as const])

test.each(steps)('a crash at append %i, %s it, is mended by asking again', async (nth, when) => {
  const at = await house((n, now) => {
    if (n === nth && now === when) throw new Crash()
  })
  at.arm(true)
  await expect(apply(at.ports, application, asked(1))).rejects.toThrow(Crash)
  at.arm(false)
  await apply(at.ports, application, asked(1))
  expect(at.written()).toEqual(clean.written())
  expect([...at.kept]).toEqual([...clean.kept])
})

test('after a crash another waits a minute, then takes the names over', async () => {
  const at = await house((n, when) => {
    if (n === 1 && when === 'after') throw new Crash()
  })
  at.arm(true)
  await expect(apply(at.ports, application, asked(1))).rejects.toThrow(Crash)
  at.arm(false)
  await expect(apply(at.ports, application, asked(2, { recordedAt: '2026-01-01T00:00:59.000Z' }))).rejects.toMatchObject({
    code: 'reservation.in-progress',
  })
  const sent = await apply(at.ports, application, asked(3, { recordedAt: '2026-01-01T00:01:01.000Z' }))
  expect(registered(at).map((event) => event.data)).toEqual([expect.objectContaining({ partnerId: sent.partnerId, knownAccount: false })])
})

test('two at once: one applies, the other is told so', async () => {
  const at = await house()
  const answers = await Promise.allSettled([apply(at.ports, application, asked(1)), apply(at.ports, application, asked(2))])
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  expect(registered(at)).toHaveLength(1)
})

test('two at once to two programmes: one account, one password', async () => {
  const at = await house()
  await Promise.all([
    apply(at.ports, application, asked(1)),
    apply(at.ports, { ...application, programme: 'second', password: 'another good one' }, asked(2)),
  ])
  const userIds = registered(at).map((event) => Object(event.data).userId)
  expect(userIds).toHaveLength(2)
  expect([...at.kept.keys()]).toEqual([...new Set(userIds)])
})

test('a slug is one programme on the whole platform', async () => {
  const at = await house()
  const taken = { slug: 'demo', name: 'Copy', currency: 'RUB', timeZone: 'UTC' }
  await expect(openProgramme(at.ports, taken, testMeta({ tenantId: id(10), commandId: id(3) }))).rejects.toMatchObject({ code: 'programme.exists' })
})
