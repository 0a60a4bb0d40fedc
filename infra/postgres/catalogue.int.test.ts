import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogueOffenders } from '../testing/catalogue.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { asOwner, withSession } from './session.ts'
import { createViewTables } from './view-tables.ts'

const root = join(import.meta.dirname, '../..')

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

test('every table of a fresh installation is what its kind says', async () => {
  for (const file of globSync('projections/*/*/table.sql', { cwd: root })) {
    await createViewTables(db.databases.url('kontor_migrator'), { sql: readFileSync(join(root, file), 'utf8'), schema: 'views' })
  }
  expect(await withSession(db.adminUrl, catalogueOffenders)).toEqual([])
})

const tenantTable = (body: string) => ({ sql: `-- kind: tenant\ncreate table bad (${body});`, schema: 'views' })

test.each([
  ['a table without a kind', 'create table views.bad (n int)'],
  ['a tenant table without forced row-level security', 'alter table views.bad no force row level security'],
  ['a tenant table without its policies', 'drop policy partner on views.bad'],
  ['a tenant table without its policies', 'drop policy tenant on views.bad'],
  ['a key of a tenant table that does not begin with tenant_id', 'create unique index bad_name on views.bad (name)'],
  ['a table with tenant_id that is open to requests', `comment on table views.bad is 'kind: platform'`],
  ['something that is open to everyone', 'grant select on views.bad to public'],
  [
    'something that is open to everyone',
    'create function views.bad() returns int language sql as $$ select 1 $$; grant execute on function views.bad() to public',
  ],
  ['a function with the rights of its owner', 'create function views.bad() returns int language sql security definer as $$ select 1 $$'],
  ['a view that reads with the rights of its owner', 'create view views.bad_view as select * from views.bad'],
])('the test finds %s: %s', async (offence, planted) => {
  const url = db.databases.url('kontor_migrator')
  if (!planted.startsWith('create table')) {
    await createViewTables(url, tenantTable('tenant_id text, partner_id text, name text, primary key (tenant_id, name)'))
  }
  await asOwner(url, (session) => session.query(planted))
  expect((await withSession(db.adminUrl, catalogueOffenders)).join()).toContain(offence)
  await asOwner(url, (session) => session.query('drop table views.bad cascade; drop function if exists views.bad()'))
})

test('the test finds what belongs to somebody else', async () => {
  await withSession(db.adminUrl, (session) => session.query(`create table views.bad (n int); comment on table views.bad is 'kind: platform'`))
  expect(await withSession(db.adminUrl, catalogueOffenders)).toEqual(['something that is not owned by kontor_owner: views.bad'])
  await withSession(db.adminUrl, (session) => session.query('drop table views.bad'))
})
