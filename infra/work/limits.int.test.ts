import type { DatabasePool } from 'slonik'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { slonikPool } from '../postgres/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { limits } from './limits.ts'

let database: TestDatabase
let pool: DatabasePool
beforeAll(async () => {
  database = await testDatabase()
  pool = await slonikPool(database.databases.url('kontor_platform'))
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const now = Date.parse('2026-01-01T00:00:00.000Z')
const rule = (key: string, changes: object = {}) => ({ key, capacity: 50, refillPerSec: 2, ...changes })
const taken = { is: 'taken' }

test('as many at once as it holds, and then as it fills', async () => {
  const { take } = limits(pool)
  const portal = rule('full')
  for (let n = 0; n < 50; n++) expect(await take(portal, 1, now)).toEqual(taken)
  expect(await take(portal, 1, now)).toEqual({ is: 'full', until: now + 500 })
  expect(await take(portal, 3, now)).toEqual({ is: 'full', until: now + 1_500 })
  expect(await take(portal, 1, now + 499)).toMatchObject({ is: 'full' })
  expect(await take(portal, 1, now + 500)).toEqual(taken)
  expect(await take(portal, 1, now + 500)).toEqual({ is: 'full', until: now + 1_000 })
})
test('it fills to the brim and no further, however long nobody came', async () => {
  const { take } = limits(pool)
  expect(await take(rule('brim'), 50, now)).toEqual(taken)
  expect(await take(rule('brim'), 50, now + 86_400_000)).toEqual(taken)
  expect(await take(rule('brim'), 1, now + 86_400_000)).toMatchObject({ is: 'full' })
})
test('all turns or none', async () => {
  const { take } = limits(pool)
  await take(rule('all'), 48, now)
  expect(await take(rule('all'), 3, now)).toMatchObject({ is: 'full' })
  expect(await take(rule('all'), 2, now)).toEqual(taken)
  await expect(take(rule('all'), 51, now)).rejects.toThrow(RangeError)
})
test('buckets are apart, and last over a restart', async () => {
  await limits(pool).take(rule('first'), 50, now)
  const again = await slonikPool(database.databases.url('kontor_platform'))
  expect(await limits(again).take(rule('first'), 1, now)).toMatchObject({ is: 'full' })
  expect(await limits(again).take(rule('second'), 1, now)).toEqual(taken)
  await again.end()
})
test('processes that take at once take no more together than there is', async () => {
  const results = await Promise.all(Array.from({ length: 120 }, () => limits(pool).take(rule('race'), 1, now)))
  expect(results.filter(({ is }) => is === 'taken')).toHaveLength(50)
})
test('what the provider calls empty is empty, and a clock that goes back fills nothing', async () => {
  const { take, drain } = limits(pool)
  await drain(rule('drained'), now)
  expect(await take(rule('drained'), 1, now)).toEqual({ is: 'full', until: now + 500 })
  expect(await take(rule('drained'), 1, now - 60_000)).toMatchObject({ is: 'full' })
  expect(await take(rule('drained'), 1, now + 500)).toEqual(taken)
})
