import { platformTenant } from '@kontor/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../infra/testing/house.ts'
import { signedIn } from '../testing.ts'

let house: Awaited<ReturnType<typeof testHouse>>
let admin: { authorization: string }
beforeAll(async () => {
  house = await testHouse()
  admin = await signedIn(house.deps, { tenantId: platformTenant, role: 'admin' })
}, 60_000)
afterAll(() => house?.close())

const ask = (method: 'GET' | 'POST', url: string, headers = admin) => house.app.inject({ method, url: `/api/v1/ops${url}`, headers })

test('every view says where it stands, how far that is behind in events and milliseconds, and its version', async () => {
  const { items } = (await ask('GET', '/projections')).json<{ items: { name: string; position: string }[] }>()
  expect(items.map(({ name }) => name)).toContain('partners.list')
  for (const item of items) expect(item).toMatchObject({ lagEvents: 0, lagMs: 0, state: 'running', version: expect.any(Number), error: null })
})

test('a rebuild asked for twice is one rebuild, and both are answered', async () => {
  const answers = await Promise.all([ask('POST', '/projections/partners.list/rebuild'), ask('POST', '/projections/partners.list/rebuild')])
  for (const answer of answers) expect([answer.statusCode, answer.json()]).toEqual([200, { position: expect.stringMatching(/^\d+$/) }])
})

test('what is not there is 404 in its own words, and only admins ask', async () => {
  expect((await ask('POST', '/projections/no.such/rebuild')).json()).toMatchObject({ status: 404, code: 'projection.not-found' })
  expect((await ask('GET', '/gateways/nobody/parked')).json()).toMatchObject({ status: 404, code: 'gateway.not-found' })
  expect((await ask('POST', '/gateways/nobody/parked/replay')).json()).toMatchObject({ status: 404, code: 'gateway.not-found' })
  const manager = await signedIn(house.deps, { tenantId: platformTenant, role: 'manager' })
  expect((await ask('GET', '/projections', manager)).json()).toMatchObject({ status: 403, code: 'role.forbidden' })
})

test('gateways with nothing parked say so, and replaying nothing is no error', async () => {
  const { items } = (await ask('GET', '/gateways')).json<{ items: { name: string; parked: number }[] }>()
  expect(items.map(({ name, parked }) => [name, parked])).toEqual(expect.arrayContaining([['email', 0]]))
  expect((await ask('GET', '/gateways/email/parked')).json()).toEqual({ items: [] })
  expect((await ask('POST', '/gateways/email/parked/replay')).json()).toEqual({ replayed: 0 })
})
