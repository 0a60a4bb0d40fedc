import { id, testMeta } from '@kontor/core/kernel/testing'
import { ApprovePartner, PartnerRegistered, partners, RegisterPartner, SetPartnerTerms } from '@kontor/core/partners'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../infra/testing/house.ts'
import { signedIn } from '../testing.ts'
import type { AuditEvent, StreamAsOf } from './contract.ts'

let house: TestHouse
let tenantId: string
let position: string
const partnerId = id(41)
const other = id(99)
const stream = () => `partners-${tenantId}.${partnerId}`

beforeAll(async () => {
  house = await testHouse()
  const { execute, derivedId, newId } = house.deps
  tenantId = derivedId('seed-demo', 'tenant')
  const person = { name: 'Анна', email: 'anna@mail.test', language: 'ru' as const, knownAccount: false, applicationKey: 'application_1' }
  const meta = (recordedAt: string, tenant = tenantId) =>
    testMeta({ tenantId: tenant, commandId: newId(), recordedAt, occurredAt: '2026-01-01T00:00:00.000Z' })
  const registered = { ...person, partnerId, programmeId: id(42), userId: id(43) }
  await execute(partners, partnerId, RegisterPartner(registered, meta('2026-01-01T00:00:00.000Z')))
  await execute(partners, partnerId, ApprovePartner({ partnerId }, meta('2026-01-02T00:00:00.000Z')))
  await execute(partners, partnerId, RegisterPartner(registered, meta('2026-01-01T00:00:00.000Z', other)))
  position = (await execute(partners, partnerId, SetPartnerTerms({ partnerId, percent: '7.5' }, meta('2026-01-03T00:00:00.000Z')))).position
}, 60_000)
afterAll(() => house?.close())

const get = async <T>(url: string, role: 'owner' | 'admin' | 'partner' = 'owner', tenant = tenantId) => {
  const headers = await signedIn(house.deps, { tenantId: tenant, role, ...(role === 'partner' && { partnerId }) })
  const answer = await house.app.inject({ url: `/api/v1${url}`, headers })
  return { status: answer.statusCode, body: answer.json<T & { code?: string }>() }
}
const events = (query: string, role?: 'owner' | 'admin') => get<{ items: AuditEvent[] }>(`/audit/events?after=${position}&${query}`, role)
const asOf = (query = '', role?: 'owner' | 'admin', name = stream()) => get<StreamAsOf>(`/audit/streams/${name}?${query}`, role)

test('an owner searches the own tenant’s events, without what is personal', async () => {
  const { body } = await events(`stream=${stream()}&type=&actor=`)
  expect(body.items.map(({ type }) => type)).toEqual(['partners.PartnerTermsSet', 'partners.PartnerApproved', PartnerRegistered.type])
  expect(body.items[2]?.data).toMatchObject({ name: '[masked]', email: '[masked]' })
  expect((await events(`stream=partners-${other}.${partnerId}`)).body.items).toEqual([])
  expect(await events(`tenantId=${other}`)).toMatchObject({ status: 404, body: { code: 'tenant.not-found' } })
  expect((await events('type=identity.UserRegistered')).body.items).toEqual([])
})
test('an admin searches all', async () => {
  expect((await events(`stream=partners-${other}.${partnerId}`, 'admin')).body.items).toHaveLength(1)
  expect((await events('type=identity.UserRegistered', 'admin')).body.items.length).toBeGreaterThan(0)
})
test('whoever says why sees, and that they saw is in the log', async () => {
  const reason = 'a question of Anna’s'
  const { body } = await events(`type=partners.PartnerRegistered&stream=${stream()}&reason=${encodeURIComponent(reason)}`)
  expect(body.items[0]?.data).toMatchObject({ name: 'Анна' })
  const looked = await get<{ items: AuditEvent[] }>(`/audit/events?after=${await house.deps.head()}&type=audit.PersonalDataShown`)
  expect(looked.body.items[0]?.data).toMatchObject({ reason, of: expect.stringContaining(stream()) })
})
test('a stream as it is, as it was at a revision and at a moment', async () => {
  const now = (await asOf()).body
  expect(now).toMatchObject({ revision: '2', last: '2', state: { status: 'active', percent: '7.5', name: '[masked]' } })
  expect(now.events.map(({ changedPaths }) => changedPaths)).toEqual([['percent'], ['status'], expect.arrayContaining(['status', 'name'])])
  const then = (await asOf('at=1')).body
  expect(then).toMatchObject({ revision: '1', last: '2', state: { status: 'active' } })
  expect(then.state).not.toHaveProperty('percent')
  expect((await asOf('at=2026-01-01T23:59:59.999Z')).body).toMatchObject({ revision: '0', state: { status: 'pending' } })
  expect((await asOf('at=2026-01-02T00:00:00.000Z')).body).toMatchObject({ revision: '1' })
  expect((await asOf('at=2025-01-01T00:00:00.000Z')).body).toMatchObject({ revision: null, state: null, events: [] })
  expect((await asOf('at=2026-01-01T12:00:00.000Z&basis=occurred')).body).toMatchObject({ revision: '2' })
})
test('with a reason the state is plain', async () =>
  expect((await asOf('reason=a%20question')).body).toMatchObject({ state: { name: 'Анна' }, events: [{}, {}, { data: { name: 'Анна' } }] }))
test.each([
  ['another tenant’s', `partners-${other}.${partnerId}`],
  ['nobody’s', `partners-${id(5)}.${partnerId}`],
  ['a person’s account', `users-00000000000070008000000000000000.${id(1)}`],
  ['what no stream is called', `nowhere-${id(5)}.${id(6)}`],
])('an owner finds no stream: %s', async (_what, name) => expect(await asOf('', 'owner', name)).toMatchObject({ status: 404 }))
test('an admin opens another tenant’s', async () =>
  expect((await asOf('', 'admin', `partners-${other}.${partnerId}`)).body).toMatchObject({ revision: '0' }))
test('every stream that the search names opens', async () => {
  const { items } = (await events('type=reservations.NameReserved&limit=200', 'admin')).body
  expect(items.map(({ stream }) => stream.split('.')[1]?.split('_')[0])).toEqual(expect.arrayContaining(['tenant-slug', 'programme-slug', 'email']))
  for (const { stream: name } of items) expect(await asOf('', 'admin', name)).toMatchObject({ status: 200, body: { state: { holder: {} } } })
})
test('a partner has no audit', async () => expect((await get('/audit/events', 'partner')).status).toBe(403))
