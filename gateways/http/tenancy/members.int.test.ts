import { AddMembership, RegisterUser, type Role, users } from '@kontor/core/identity'
import { platformTenant } from '@kontor/core/kernel'
import { testMeta } from '@kontor/core/kernel/testing'
import { OpenTenant, tenants } from '@kontor/core/tenancy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../infra/testing/house.ts'
import { signedIn } from '../testing.ts'

let house: TestHouse
let ours: string
let theirs: string
const by = (tenantId: string) => testMeta({ tenantId, commandId: house.deps.newId(), occurredAt: house.deps.now() })
const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)

beforeAll(async () => {
  house = await testHouse()
  ours = house.deps.derivedId('seed-demo', 'tenant')
  theirs = house.deps.newId()
  await house.deps.execute(tenants, theirs, OpenTenant({ tenantId: theirs, slug: 'other', name: 'Other', timeZone: 'UTC' }, by(theirs)))
}, 60_000)
afterAll(() => house?.close())

const members = async (someone: Parameters<typeof signedIn>[1], query = '') =>
  house.app.inject({ url: `/api/v1/members${query}`, headers: await signedIn(house.deps, someone) })

test('everyone who works here, who joined last first; nobody of another tenant, and no partner', async () => {
  const oleg = house.deps.newId()
  const account = { userId: oleg, email: 'oleg@mail.test', fullName: 'Олег Операторов', emailKey: 'email_oleg', language: 'ru' } as const
  await house.deps.execute(users, oleg, RegisterUser(account, by(platformTenant)))
  const works = (tenantId: string, role: Role) => house.deps.execute(users, oleg, AddMembership({ userId: oleg, tenantId, role }, by(platformTenant)))
  await works(theirs, 'owner')
  const { position } = await works(ours, 'member')
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
