import { erased, type Message } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerApproved, PartnerRegistered, ProgrammeOpened } from '@kontor/core/partners'
import { emailEffects, type MailTransport, smtpTransport } from '@kontor/gateways/email'
import type { Running } from '@kontor/gateways/kernel'
import { testDerivedId, testLog } from '@kontor/gateways/kernel/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startWork, workOperations } from '../work/index.ts'
import { workBench } from '../work/testing.ts'
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts'

const bench = workBench()
const log = testLog()
let catcher: MailCatcher
let transport: MailTransport
let work: Running
beforeAll(async () => {
  catcher = await startMailCatcher({ pool: bench.pool })
  transport = smtpTransport({ url: catcher.smtpUrl, from: 'Kontor <no-reply@kontor.test>' })
  const effects = emailEffects({ log, transport, publicUrl: 'http://127.0.0.1:8080' })
  const ports = { pool: bench.pool, notifications: bench.bells, feed: log.feed, log, derivedId: testDerivedId }
  work = startWork({ ...ports, effects, workerName: 'w', onError: (error) => expect.unreachable(String(error)) })
})
afterAll(async () => {
  await work.stop()
  transport.close()
  await catcher.close()
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 10 })
const [tenantId, programmeId] = [id(9), id(3)]
const meta = testMeta({ tenantId })
log.tell(
  `programmes-${tenantId}.${programmeId}`,
  ProgrammeOpened({ programmeId, slug: 'demo', name: 'Demo', currency: 'RUB', timeZone: 'Europe/Moscow' }, meta),
)
const partner = (n: number, changes: object = {}) => {
  const personal = { name: 'Анна', email: `partner${n}@mail.test`, language: 'ru' as const }
  const facts = { partnerId: id(n), programmeId, userId: id(100), knownAccount: false, applicationKey: 'k', ...personal, ...changes }
  return {
    stream: `partners-${tenantId}.${id(n)}`,
    registered: PartnerRegistered(facts, meta),
    approved: PartnerApproved({ partnerId: id(n) }, meta),
  }
}
const tell = (stream: string, ...events: readonly Message[]) => log.tell(stream, ...events)
const subjects = async (n: number) => (await catcher.letters(`partner${n}@mail.test`)).map(({ subject }) => subject).reverse()

test('a partner reads of the application, then of the approval, in this order', async () => {
  const { stream, registered, approved } = partner(1)
  tell(stream, registered, approved)
  await until(async () => expect(await subjects(1)).toEqual(['Заявка в программу «Demo» получена', 'Вы партнёр программы «Demo»']))
  const [letter] = await catcher.letters('partner1@mail.test')
  expect(letter?.text).toContain('Войти: http://127.0.0.1:8080/login')
})
test('someone erased before the letter left gets none, and nothing is left to do', async () => {
  const gone = partner(2)
  const next = partner(3)
  const [event] = tell(gone.stream, gone.registered)
  if (!event) throw new Error('no event')
  log.retell(event, { ...gone.registered.data, name: erased, email: erased })
  tell(next.stream, next.registered)
  await until(async () => expect(await subjects(3)).toHaveLength(1))
  await until(async () =>
    expect(await workOperations(bench.pool, ['email']).gateways()).toEqual([
      { name: 'email', ready: 0, claimed: 0, parked: 0, oldestParkedAt: null },
    ]),
  )
  const addresses = (await catcher.letters()).map(({ to }) => to)
  expect(addresses).not.toContain('partner2@mail.test')
  expect(addresses).not.toContain(erased)
})
test('an address that no server takes is left to a person, without naming it', async () => {
  const { stream, registered } = partner(4, { email: 'not an\r\naddress' })
  tell(stream, registered)
  await until(async () => expect(await workOperations(bench.pool, []).parked('email')).toHaveLength(1))
  const [parked] = await workOperations(bench.pool, []).parked('email')
  expect(parked).toMatchObject({ effect: 'email.application-received', repeatSafe: 'yes', attempts: 1 })
  expect(parked?.reason).not.toContain('address')
})
