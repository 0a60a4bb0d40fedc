import { afterAll, beforeAll, expect, test } from 'vitest'
import { rootKeys } from '../secrets/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { pgPool } from './index.ts'
import { confirmRootKey, OtherRootKey } from './root-key.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('data is opened with the key of its first start, and with no other', async () => {
  const pool = pgPool(database.databases.url('kontor_keys'), { max: 1 })
  await confirmRootKey(pool, rootKeys(Buffer.alloc(32, 1)))
  await confirmRootKey(pool, rootKeys(Buffer.alloc(32, 1)))
  await expect(confirmRootKey(pool, rootKeys(Buffer.alloc(32, 2)))).rejects.toThrow(OtherRootKey)
  await pool.end()
})
