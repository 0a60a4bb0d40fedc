import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { silent } from './embedded/log.ts'
import { MigrationChanged, migrate } from './migrate.ts'
import { withSession } from './session.ts'

let db: TestDatabase
let folder: string
beforeEach(async () => {
  db = await testDatabase()
  await withSession(db.adminUrl, (session) => session.query('truncate kontor.migrations'))
  folder = mkdtempSync(join(tmpdir(), 'kontor-migrations-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await db.drop()
})

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
const run = () => migrate(db.databases.url('kontor_migrator'), folder, silent)
const rows = async (text: string) => (await withSession(db.adminUrl, (session) => session.query(text))).rows

test('runs each file once, in order, as the owner, with its kind applied', async () => {
  write('0002-more.sql', 'alter table things add column name text')
  write('0001-things.sql', '-- kind: tenant\ncreate table things (tenant_id text primary key);')
  write('notes.txt', 'not a migration')
  await run()
  await run()
  expect(await rows('select name from kontor.migrations order by number')).toEqual([{ name: '0001-things.sql' }, { name: '0002-more.sql' }])
  expect(
    await rows(`select relforcerowsecurity as forced, pg_get_userbyid(relowner) as owner from pg_class where oid = 'kontor.things'::regclass`),
  ).toEqual([{ forced: true, owner: 'kontor_owner' }])
})

test('a file that fails leaves nothing, and the files before it stay', async () => {
  write('0001-good.sql', '-- kind: platform\ncreate table good (n int);')
  write('0002-bad.sql', '-- kind: platform\ncreate table bad (n int);\nselect 1 / 0;')
  await expect(run()).rejects.toThrow('division by zero')
  expect(await rows(`select to_regclass('kontor.good')::text as good, to_regclass('kontor.bad')::text as bad`)).toEqual([
    { good: 'kontor.good', bad: null },
  ])
  write('0002-bad.sql', '-- kind: platform\ncreate table bad (n int);')
  await run()
})

test('a file that was applied is frozen', async () => {
  write('0001-good.sql', '-- kind: platform\ncreate table good (n int);')
  await run()
  appendFileSync(join(folder, '0001-good.sql'), '-- an afterthought\n')
  await expect(run()).rejects.toThrow(MigrationChanged)
  rmSync(join(folder, '0001-good.sql'))
  await expect(run()).rejects.toThrow('migration 0001-good.sql was applied before and has changed since')
})

test('two files of one number are refused, and so is a table without a kind', async () => {
  write('0001-one.sql', 'create table things (n int);')
  await expect(run()).rejects.toThrow('have no line "-- kind: …"')
  write('0001-two.sql', 'select 1')
  await expect(run()).rejects.toThrow('two migrations bear the number of 0001-one.sql')
})

test('four processes that start together do it once', async () => {
  write('0001-slow.sql', '-- kind: platform\ncreate table slow (n int);\ninsert into slow select n from generate_series(1, 1000) as n;')
  await Promise.all([run(), run(), run(), run()])
  expect(await rows('select count(*)::int as n from kontor.slow')).toEqual([{ n: 1000 }])
})
