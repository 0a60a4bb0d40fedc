import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { storeSchema } from './schema.ts'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(`create schema vacuumed; ${storeSchema('vacuumed')}`)
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const options = async () => (await client.query(`select reloptions from pg_class where oid = 'vacuumed.events'::regclass`)).rows

const early = [{ reloptions: ['autovacuum_vacuum_insert_scale_factor=0', 'autovacuum_vacuum_insert_threshold=10000'] }]

it('the log is vacuumed early', async () => {
  expect(await options()).toEqual(early)
})

it('so is one that was made before, unless somebody has set something else', async () => {
  await client.query('alter table vacuumed.events reset (autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_insert_threshold)')
  await client.query(storeSchema('vacuumed'))
  expect(await options()).toEqual(early)
  await client.query('alter table vacuumed.events reset (autovacuum_vacuum_insert_scale_factor)')
  await client.query('alter table vacuumed.events set (autovacuum_vacuum_insert_threshold = 5)')
  await client.query(storeSchema('vacuumed'))
  expect(await options()).toEqual([{ reloptions: ['autovacuum_vacuum_insert_threshold=5'] }])
})
