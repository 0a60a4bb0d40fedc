import type { Throttle } from '@kontor/gateways/http'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyedHash, rootKeys } from '../secrets/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { pgPool } from './pools.ts'
import { throttle } from './throttle.ts'

const keyed = keyedHash(rootKeys(Buffer.alloc(32, 1)))
let db: TestDatabase
let pool: pg.Pool
let gate: Throttle
beforeAll(async () => {
  db = await testDatabase()
  pool = pgPool(db.databases.url('kontor_platform'))
  gate = throttle(pool, keyed)
})
afterAll(async () => {
  await pool.end()
  await db.drop()
})

const times = (n: number, work: (i: number) => Promise<unknown>) => Promise.all(Array.from({ length: n }, (_, i) => work(i)))
/** Moves every window so far into the past. */
const later = (minutes: number) => pool.query('update sign_in_failures set started_at = started_at - make_interval(mins => $1)', [minutes])
const quarter = { least: 14 * 60, most: 15 * 60 }

test('ten failures close an account, from wherever they come, and the closing is told once', async () => {
  expect(await gate.waitFor('ann@a.test', '192.0.2.1')).toBeUndefined()
  const told = await times(10, (i) => gate.failed('ann@a.test', `192.0.2.${i + 1}`))
  expect(told.flat()).toMatchObject([{ kind: 'account', subject: keyed('account', 'ann@a.test') }])
  const wait = await gate.waitFor('ann@a.test', '192.0.2.99')
  expect(wait).toBeGreaterThan(quarter.least)
  expect(wait).toBeLessThanOrEqual(quarter.most)
  expect(await gate.failed('ann@a.test', '192.0.2.98')).toEqual([])
  expect(await gate.waitFor('bob@a.test', '192.0.2.1')).toBeUndefined()
})

test('nine do not', async () => {
  await times(9, () => gate.failed('nine@a.test', '192.0.2.9'))
  expect(await gate.waitFor('nine@a.test', '192.0.2.9')).toBeUndefined()
})

test('a hundred close an address, whatever the accounts, and its IPv6 neighbours with it', async () => {
  const told = await times(100, (i) => gate.failed(`spray-${i}@a.test`, `2001:db8::${i.toString(16)}`))
  expect(told.flat()).toMatchObject([{ kind: 'address' }])
  expect(await gate.waitFor('new@a.test', '2001:db8::ffff')).toBeGreaterThan(quarter.least)
  expect(await gate.waitFor('new@a.test', '2001:db8:0:1::1')).toBeUndefined()
})

test('after a quarter of an hour the window is over, and the next begins at one', async () => {
  const first = (await times(10, () => gate.failed('carl@a.test', '192.0.2.10'))).flat()
  await later(15)
  expect(await gate.waitFor('carl@a.test', '192.0.2.10')).toBeUndefined()
  const second = (await times(10, () => gate.failed('carl@a.test', '192.0.2.10'))).flat()
  expect(second).toHaveLength(1)
  expect(second[0]).not.toMatchObject({ window: (first[0] as { window: string }).window })
})

test('a stranger does not lock the owner out of the place they sign in from', async () => {
  await gate.succeeded('dora@a.test', '198.51.100.1')
  await times(10, (i) => gate.failed('dora@a.test', `192.0.2.${i + 100}`))
  expect(await gate.waitFor('dora@a.test', '192.0.2.200')).toBeGreaterThan(0)
  expect(await gate.waitFor('dora@a.test', '198.51.100.1')).toBeUndefined()
})

test('but such a place has its own ten, and is told of as the account', async () => {
  await gate.succeeded('emil@a.test', '198.51.100.2')
  const told = (await times(10, () => gate.failed('emil@a.test', '198.51.100.2'))).flat()
  expect(told).toMatchObject([{ kind: 'account', subject: keyed('account', 'emil@a.test') }])
  expect(await gate.waitFor('emil@a.test', '198.51.100.2')).toBeGreaterThan(0)
  expect(await gate.waitFor('emil@a.test', '198.51.100.3')).toBeUndefined()
})

test('successes neither count nor forgive', async () => {
  await times(9, () => gate.failed('fred@a.test', '192.0.2.20'))
  await times(20, () => gate.succeeded('fred@a.test', '198.51.100.4'))
  expect(await gate.waitFor('fred@a.test', '192.0.2.20')).toBeUndefined()
  await gate.failed('fred@a.test', '192.0.2.20')
  expect(await gate.waitFor('fred@a.test', '192.0.2.20')).toBeGreaterThan(0)
})

test('a restart forgets nothing, and no table names anybody', async () => {
  await times(10, () => gate.failed('gina@a.test', '192.0.2.30'))
  expect(await throttle(pool, keyed).waitFor('gina@a.test', '192.0.2.31')).toBeGreaterThan(0)
  const { rows } = await pool.query('select subject from sign_in_failures union all select subject from sign_in_places')
  for (const { subject } of rows) expect(subject).toMatch(/^(account|address|place)_[0-9a-f]{64}$/)
})
