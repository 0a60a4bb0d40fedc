import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../testing/database.ts'
import { bigintArray, booleanArray, byteaArray, textArray, uuidArray } from './binary-array.ts'

let database: TestDatabase
let session: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  session = new pg.Client({ connectionString: database.adminUrl })
  await session.connect()
})

afterAll(async () => {
  await session?.end()
  await database?.drop()
})

const ids = ['00000000-0000-7000-8000-000000000000', 'ffffffff-ffff-4fff-bfff-ffffffffffff']
const texts = ['', 'Привет 🌍', '{"a":"b\\c"}']
const bytes = [Buffer.alloc(0), Buffer.from([0, 255, 92, 120])]

it.each([
  ['bigint', bigintArray([0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER]), ['0', '1', '4294967296', '9007199254740991']],
  ['boolean', booleanArray([true, false]), [true, false]],
  ['uuid', uuidArray(ids), ids],
  ['text', textArray(texts), texts],
  ['bytea', byteaArray(bytes), bytes],
  ['text', textArray([]), []],
  ['bigint', bigintArray([]), []],
])('Postgres reads an array of %s as it was meant', async (type, array, expected) => {
  const { rows } = await session.query(`select item from unnest($1::${type}[]) with ordinality as items (item, n) order by n`, [array])
  expect(rows.map(({ item }) => item)).toEqual(expected)
})
