import { identityEvents, MembershipAdded, PersonErased, type Role, UserRegistered } from '@kontor/core/identity'
import { platformTenant } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { sql } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import { tenancyMembers } from './project.ts'
import { listMembers } from './queries.ts'

const [ours, theirs, olga, ivan, nina] = [id(90), id(91), id(1), id(2), id(3)]
const on = (day: number, tenantId = platformTenant) => testMeta({ tenantId, occurredAt: `2026-01-0${day}T10:00:00.000Z` })
const registered = (userId: string, fullName: string) =>
  UserRegistered({ userId, fullName, email: `${fullName}@mail.test`, emailKey: `email_${fullName}`, language: 'ru' }, on(1))
const added = (userId: string, tenantId: string, role: Role, day = 2) =>
  MembershipAdded({ userId, tenantId, role, ...(role === 'partner' && { partnerId: id(70) }) }, on(day))
const gone = (personId: string) => PersonErased({ personId, kind: 'user' }, on(5))
const three = [registered(olga, 'Ольга'), registered(ivan, 'Иван'), registered(nina, 'Nina')]

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, identityEvents).given
})
afterAll(() => db.drop())

const seenBy = async (tenantId: string) => (await db.asTenant({ tenantId, partnerId: '*' }, listMembers)).items

test('who joins is a member of that tenant, by name', async () => {
  await given(tenancyMembers, ...three, added(olga, ours, 'owner'), added(ivan, ours, 'member', 3), added(nina, theirs, 'owner')).thenRows(
    'tenancy_members',
    [
      { tenant_id: ours, user_id: olga, name: 'Ольга', role: 'owner', joined_at: '2026-01-02T10:00:00+00:00' },
      { tenant_id: ours, user_id: ivan, name: 'Иван', role: 'member' },
      { tenant_id: theirs, user_id: nina, name: 'Nina', role: 'owner' },
    ],
  )
  expect(await seenBy(ours)).toEqual([
    { userId: ivan, name: 'Иван', role: 'member', joinedAt: '2026-01-03T10:00:00.000Z' },
    { userId: olga, name: 'Ольга', role: 'owner', joinedAt: '2026-01-02T10:00:00.000Z' },
  ])
  expect((await seenBy(theirs)).map(({ name }) => name)).toEqual(['Nina'])
})

test('partners and the people of the platform work in no tenant', () =>
  given(
    tenancyMembers,
    ...three,
    added(olga, ours, 'partner'),
    added(ivan, platformTenant, 'admin'),
    added(nina, platformTenant, 'manager'),
  ).thenRows('tenancy_members', []))

test.each([
  ['owner', 'member'],
  ['member', 'owner'],
] as const)('who is %s and then also %s joined with the first, and is an owner', (first, second) =>
  given(tenancyMembers, ...three, added(olga, ours, first, 2), added(olga, ours, second, 3)).thenRows('tenancy_members', [
    { role: 'owner', joined_at: '2026-01-02T10:00:00+00:00' },
  ]),
)

describe('of an erased user only the placeholder is left', () => {
  test('in every tenant, and nobody else changes', () =>
    given(tenancyMembers, ...three, added(olga, ours, 'owner'), added(olga, theirs, 'member'), added(ivan, ours, 'member'), gone(olga)).thenRows(
      'tenancy_members',
      [
        { tenant_id: ours, user_id: olga, name: '[erased]', role: 'owner' },
        { tenant_id: ours, user_id: ivan, name: 'Иван' },
        { tenant_id: theirs, user_id: olga, name: '[erased]' },
      ],
    ))

  test('also where the membership comes after', () =>
    given(tenancyMembers, ...three, gone(olga), added(olga, ours, 'member')).thenRows('tenancy_members', [{ name: '[erased]' }]))

  test('while a partner erased in one tenant is a user still', () =>
    given(
      tenancyMembers,
      ...three,
      PersonErased({ personId: ivan, kind: 'partner' }, on(4, ours)),
      PersonErased({ personId: nina, kind: 'user' }, on(4, ours)),
      gone(olga),
    ).thenRows('tenancy_people', [{ name: '[erased]' }, { name: 'Иван' }, { name: 'Nina' }]))
})

test('no request reads the names of those who work nowhere', async () => {
  await given(tenancyMembers, ...three).thenRows('tenancy_people', [{ name: 'Ольга' }, { name: 'Иван' }, { name: 'Nina' }])
  const names = sql.type(z.object({ name: z.string() }))`select name from tenancy_people`
  await expect(db.asTenant({ tenantId: ours, partnerId: '*' }, (tx) => tx.any(names))).rejects.toThrow('permission denied')
})
