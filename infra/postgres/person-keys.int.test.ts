import { id } from '@kontor/core/kernel/testing'
import type pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { rootKeys } from '../secrets/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { personKeys } from './person-keys.ts'
import { pgPool } from './pools.ts'

const root = rootKeys(Buffer.alloc(32, 3))
const [tenant, other] = [id(10), id(11)]
let db: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  db = await testDatabase()
  pool = pgPool(db.databases.url('kontor_keys'))
})
afterAll(async () => {
  await pool.end()
  await db.drop()
})

/** A process of its own: nothing in memory yet. */
let now = 0
const another = () => personKeys(pool, root, () => now)
const nameOf = (tenantId: string, personId: string) => `${tenantId}.${personId}`

test('a person has one key, whoever asks first, and another in another tenant', async () => {
  const keys = await Promise.all(Array.from({ length: 20 }, () => another().forWriting(tenant, id(1))))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  expect(await another().forWriting(other, id(1))).not.toEqual(keys[0])
})

test('a thousand who need one key at once ask the table once', async () => {
  const asked = vi.spyOn(pool, 'query')
  onTestFinished(() => asked.mockRestore())
  const mine = personKeys(pool, root, () => now)
  const keys = await Promise.all(Array.from({ length: 1_000 }, () => mine.forWriting(tenant, id(77))))
  expect(new Set(keys).size).toBe(1)
  // Whether it is there, its making, and what was made.
  expect(asked).toHaveBeenCalledTimes(3)
})

test('many are read at once; who has none is absent', async () => {
  const mine = another()
  const written = await mine.forWriting(tenant, id(2))
  const ids = [
    { tenantId: tenant, personId: id(2) },
    { tenantId: other, personId: id(2) },
    { tenantId: tenant, personId: id(404) },
  ]
  for (const reader of [mine, another()]) expect(await reader.forReading(ids)).toEqual(new Map([[nameOf(tenant, id(2)), written]]))
})

test('what was asked within a second is not asked again', async () => {
  const key = await another().forWriting(tenant, id(3))
  const ids = [{ tenantId: tenant, personId: id(3) }]
  const ended = pgPool(db.databases.url('kontor_keys'))
  const mine = personKeys(ended, root, () => now)
  await mine.forReading(ids)
  await ended.end()
  expect(await mine.forReading(ids)).toEqual(new Map([[nameOf(tenant, id(3)), key]]))
  expect(await mine.forWriting(tenant, id(3))).toEqual(key)
})

test('a destroyed key is gone from the table and within a second from the memory of every process, and stays gone', async () => {
  const [mine, theirs] = [another(), another()]
  await mine.forWriting(tenant, id(4))
  await theirs.forWriting(tenant, id(4))
  await mine.destroy(tenant, id(4))
  await mine.destroy(tenant, id(4))
  now += 1_000
  for (const process of [mine, theirs, another()]) {
    expect(await process.forReading([{ tenantId: tenant, personId: id(4) }])).toEqual(new Map())
    await expect(process.forWriting(tenant, id(4))).rejects.toMatchObject({ code: 'person.erased' })
  }
  const { rows } = await pool.query('select wrapped, destroyed_at is not null as destroyed from person_keys where person_id = $1', [id(4)])
  expect(rows).toEqual([{ wrapped: null, destroyed: true }])
})

test('who was erased before the first event never gets a key', async () => {
  await another().destroy(tenant, id(5))
  await expect(another().forWriting(tenant, id(5))).rejects.toMatchObject({ code: 'person.erased' })
})

test('the table holds no key that opens without the root', async () => {
  await another().forWriting(tenant, id(7))
  const stranger = personKeys(pool, rootKeys(Buffer.alloc(32, 4)))
  await expect(stranger.forReading([{ tenantId: tenant, personId: id(7) }])).rejects.toThrow()
})
