import { type DatabasePool, sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { asPlatform, asTenant } from './acting.ts'
import { slonikPool } from './pools.ts'
import { withSession } from './session.ts'
import { createViewTables } from './view-tables.ts'

const [ours, theirs] = ['a'.repeat(32), 'b'.repeat(32)]
const [mine, another] = ['1'.repeat(32), '2'.repeat(32)]
const things = `-- kind: tenant
-- grants: kontor_app insert, update, delete
create table test_things (
  tenant_id text not null,
  partner_id text not null,
  name text not null,
  at timestamptz not null default '2026-01-31 12:00:00.5+00',
  primary key (tenant_id, partner_id, name)
);
`
const Name = z.object({ name: z.string() })
const names = sql.type(Name)`select name from test_things order by name`
const insert = (tenant: string, partner: string, name: string) =>
  sql.type(z.object({}))`insert into test_things (tenant_id, partner_id, name) values (${tenant}, ${partner}, ${name})`

let db: TestDatabase
let app: DatabasePool
let platform: DatabasePool
let projector: DatabasePool

beforeAll(async () => {
  db = await testDatabase()
  await createViewTables(db.databases.url('kontor_migrator'), { sql: things, schema: 'views' })
  const [a, b, c] = await Promise.all([
    slonikPool(db.databases.url('kontor_app'), { max: 3 }),
    slonikPool(db.databases.url('kontor_platform')),
    slonikPool(db.databases.url('kontor_projector')),
  ])
  app = a
  platform = b
  projector = c
  await projector.query(insert(ours, mine, 'our mine'))
  await projector.query(insert(ours, another, 'our other'))
  await projector.query(insert(theirs, mine, 'their mine'))
})
afterAll(async () => {
  await Promise.all([app, platform, projector].map((pool) => pool.end()))
  await db.drop()
})

describe('a tenant table', () => {
  test('shows a tenant its own rows only', async () => {
    expect(await asTenant(app, { tenantId: ours, partnerId: '*' }, (tx) => tx.anyFirst(names))).toEqual(['our mine', 'our other'])
    expect(await asTenant(app, { tenantId: theirs, partnerId: '*' }, (tx) => tx.anyFirst(names))).toEqual(['their mine'])
  })

  test('shows a partner their own rows only', async () => {
    expect(await asTenant(app, { tenantId: ours, partnerId: mine }, (tx) => tx.anyFirst(names))).toEqual(['our mine'])
  })
})
