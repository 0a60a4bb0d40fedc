import { OpenTenant, tenants } from '@kontor/core/tenancy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureMembership, ensureUser } from '../../../infra/compose/people.ts'
import { type TestHouse, testHouse } from '../../../infra/testing/house.ts'
import { metaOf } from '../plugins/meta.ts'
import { signedIn } from '../testing.ts'

let house: TestHouse
let ours: string
let theirs: string
const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)

beforeAll(async () => {
  house = await testHouse()
  ours = house.deps.derivedId('seed-demo', 'tenant')
  theirs = house.deps.newId()
  const request = { id: theirs, method: 'POST', headers: {}, params: {}, body: {}, routeOptions: { url: 'test', config: {} } }
  const meta = { ...metaOf(request as never, house.deps), tenantId: theirs }
  await house.deps.execute(tenants, theirs, OpenTenant({ tenantId: theirs, slug: 'other', name: 'Other', timeZone: 'UTC' }, meta))
}, 60_000)
afterAll(() => house?.close())

const members = async (someone: Parameters<typeof signedIn>[1], query = '') =>
  house.app.inject({ url: `/api/v1/members${query}`, headers: await signedIn(house.deps, someone) })

test('everyone who works here, who joined last first; nobody of another tenant, and no partner', async () => {
  const oleg = await ensureUser(house.deps, { email: 'oleg@mail.test', password: 'unused', fullName: 'Олег Операторов', language: 'ru' })
  await ensureMembership(house.deps, { userId: oleg, tenantId: theirs, role: 'owner' })
  const { position } = await ensureMembership(house.deps, { userId: oleg, tenantId: ours, role: 'member' })
  const [here, there] = await Promise.all([
    members({ tenantId: ours, role: 'owner' }, `?after=${position}`),
    members({ tenantId: theirs, role: 'member' }, `?after=${position}`),
  ])
  expect(here.json()).toEqual({
    items: [
      { userId: oleg, name: 'Олег Операторов', role: 'member', joinedAt: at },
      { userId: house.deps.derivedId('seed-user', 'owner@demo.test'), name: 'Ольга Владимирова', role: 'owner', joinedAt: at },
    ],
  })
  expect(there.json()).toEqual({ items: [{ userId: oleg, name: 'Олег Операторов', role: 'owner', joinedAt: at }] })
})

test('a partner does not learn who works here', async () => {
  const answer = await members({ tenantId: ours, role: 'partner', partnerId: house.deps.newId() })
  expect(answer.json()).toMatchObject({ status: 403, code: 'role.forbidden' })
})
