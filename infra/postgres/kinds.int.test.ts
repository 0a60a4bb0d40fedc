import { type DatabasePool, sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { asPlatform, asTenant } from './acting.ts'
import { slonikPool } from './pools.ts'
import { createViewTables } from './view-tables.ts'

const [ours, theirs] = ['a'.repeat(32), 'b'.repeat(32)]
const [mine, another] = ['1'.repeat(32), '2'.repeat(32)]
const things = `-- kind: tenant
-- grants: kontor_app insert, update, delete
create table test_things (
  tenant_id text not null,
  partner_id text not null,
  name text not null,
  primary key (tenant_id, partner_id, name)
);
`
const Row = z.object({ name: z.string() })
const names = sql.type(Row)`select name from test_things order by name`
const insert = (tenant: string, partner: string, name: string) =>
  sql.type(Row)`insert into test_things (tenant_id, partner_id, name) values (${tenant}, ${partner}, ${name}) returning name`
const staff = (tenantId: string) => ({ tenantId, partnerId: '*' })

let db: TestDatabase
let app: DatabasePool
let platform: DatabasePool
let projector: DatabasePool

beforeAll(async () => {
  db = await testDatabase()
  await createViewTables(db.databases.url('kontor_migrator'), { sql: things, schema: 'views' })
  app = await slonikPool(db.databases.url('kontor_app'), { max: 3 })
  platform = await slonikPool(db.databases.url('kontor_platform'))
  projector = await slonikPool(db.databases.url('kontor_projector'))
  for (const row of [insert(ours, mine, 'our mine'), insert(ours, another, 'our other'), insert(theirs, mine, 'their mine')]) await projector.one(row)
})
afterAll(async () => {
  await Promise.all([app, platform, projector].map((pool) => pool.end()))
  await db.drop()
})

describe('a tenant', () => {
  test('sees its own rows only', async () => {
    expect(await asTenant(app, staff(ours), (tx) => tx.anyFirst(names))).toEqual(['our mine', 'our other'])
    expect(await asTenant(app, staff(theirs), (tx) => tx.anyFirst(names))).toEqual(['their mine'])
  })

  test('writes its own rows only', async () => {
    await expect(asTenant(app, staff(ours), (tx) => tx.one(insert(theirs, mine, 'smuggled')))).rejects.toThrow('row-level security')
    const rename = sql.type(Row)`update test_things set name = 'taken' where name = 'their mine' returning name`
    const give = sql.type(Row)`update test_things set tenant_id = ${theirs} where name = 'our mine' returning name`
    const remove = sql.type(Row)`delete from test_things where name = 'their mine' returning name`
    expect(await asTenant(app, staff(ours), (tx) => tx.any(rename))).toEqual([])
    expect(await asTenant(app, staff(ours), (tx) => tx.any(remove))).toEqual([])
    await expect(asTenant(app, staff(ours), (tx) => tx.any(give))).rejects.toThrow('row-level security')
    expect(await projector.anyFirst(names)).toEqual(['our mine', 'our other', 'their mine'])
  })

  test('must be named: unset or empty is an error, not an empty answer', async () => {
    await expect(app.any(names)).rejects.toThrow('app.tenant_id is not set')
    await asTenant(app, staff(ours), (tx) => tx.any(names))
    await expect(app.any(names)).rejects.toThrow('app.tenant_id is not set')
    await expect(asTenant(app, staff(''), (tx) => tx.any(names))).rejects.toThrow('app.tenant_id is not set')
  })
})

describe('a partner', () => {
  test('sees and writes their own rows only', async () => {
    const actor = { tenantId: ours, partnerId: mine }
    expect(await asTenant(app, actor, (tx) => tx.anyFirst(names))).toEqual(['our mine'])
    await expect(asTenant(app, actor, (tx) => tx.one(insert(ours, another, 'for another')))).rejects.toThrow('row-level security')
  })

  test('must be named', () =>
    expect(asTenant(app, { tenantId: ours, partnerId: '' }, (tx) => tx.any(names))).rejects.toThrow('app.partner_id is not set'))
})

describe('the platform', () => {
  test('an admin sees every tenant, a manager none that is not assigned', async () => {
    expect(await asPlatform(platform, { platformRole: 'admin', userId: mine }, (tx) => tx.anyFirst(names))).toHaveLength(3)
    expect(await asPlatform(platform, { platformRole: 'manager', userId: mine }, (tx) => tx.anyFirst(names))).toEqual([])
  })

  test('has to say who acts, and only reads', async () => {
    await expect(platform.any(names)).rejects.toThrow('app.platform_role is not set')
    const write = asPlatform(platform, { platformRole: 'admin', userId: mine }, (tx) => tx.one(insert(ours, mine, 'by staff')))
    await expect(write).rejects.toThrow('permission denied')
  })
})

test('not even the owner reads around the policies', async () => {
  const owner = await slonikPool(db.databases.url('kontor_migrator'))
  const seen = owner.transaction(async (tx) => {
    await tx.query(sql.type(z.object({}))`set local role kontor_owner`)
    return tx.any(sql.type(Row)`select name from views.test_things`)
  })
  expect(await seen).toEqual([])
  await owner.end()
})

test('ten thousand turns of two tenants and two partners on three connections never mix', { timeout: 60_000 }, async () => {
  const actors = [staff(ours), staff(theirs), { tenantId: ours, partnerId: mine }, { tenantId: theirs, partnerId: another }]
  const expected = ['our mine,our other', 'their mine', 'our mine', '']
  const turn = async (n: number) => {
    const which = (n * 7 + (n >> 3)) % actors.length
    // Now and then a turn fails half-way and rolls back: what it set must not stay either.
    if (n % 50 === 0) await asTenant(app, actors[which] ?? staff(''), (tx) => tx.any(sql.type(Row)`select 1 / 0 as name`)).catch(() => {})
    const seen = await asTenant(app, actors[which] ?? staff(''), (tx) => tx.anyFirst(names))
    return seen.join() === expected[which] ? 0 : 1
  }
  let mixed = 0
  for (let n = 0; n < 10_000; n += 100) for (const wrong of await Promise.all(Array.from({ length: 100 }, (_, k) => turn(n + k)))) mixed += wrong
  expect(mixed).toBe(0)
})
