import { id } from '@kontor/core/kernel/testing'
import type { Credentials } from '@kontor/gateways/http'
import { hash as argon2 } from '@node-rs/argon2'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passwords } from '../secrets/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { credentials } from './credentials.ts'
import { pgPool } from './pools.ts'
import { withSession } from './session.ts'

let db: TestDatabase
let pool: pg.Pool
let vault: Credentials
beforeAll(async () => {
  db = await testDatabase()
  pool = pgPool(db.databases.url('kontor_platform'))
  vault = credentials(pool, passwords())
})
afterAll(async () => {
  await pool.end()
  await db.drop()
})

const hashOf = async (userId: string) =>
  (await pool.query<{ hash: string }>('select hash from credentials where user_id = $1', [userId])).rows[0]?.hash

test('a stored password is verified, and is nowhere in the table', async () => {
  await vault.store(id(1), 'correct horse battery')
  expect(await vault.verify(id(1), 'correct horse battery')).toBe(true)
  expect(await vault.verify(id(1), 'wrong')).toBe(false)
  expect(await vault.verify(id(2), 'correct horse battery')).toBe(false)
  expect(await vault.verify(undefined, 'correct horse battery')).toBe(false)
  expect(await hashOf(id(1))).toMatch(/^\$argon2id\$/)
})

test('storing again replaces', async () => {
  await vault.store(id(3), 'first password')
  await vault.store(id(3), 'second password')
  expect(await vault.verify(id(3), 'first password')).toBe(false)
  expect(await vault.verify(id(3), 'second password')).toBe(true)
})

test('removed, no password opens; removing again is no error', async () => {
  await vault.store(id(5), 'soon forgotten')
  await vault.remove(id(5))
  await vault.remove(id(5))
  expect(await vault.verify(id(5), 'soon forgotten')).toBe(false)
  expect(await hashOf(id(5))).toBeUndefined()
})

test('a hash of lower cost is renewed at the next right password, and only then', async () => {
  const old = await argon2('of long ago', { memoryCost: 4096, timeCost: 1, parallelism: 1 })
  await pool.query('insert into credentials (user_id, hash) values ($1, $2)', [id(4), old])
  expect(await vault.verify(id(4), 'wrong')).toBe(false)
  expect(await hashOf(id(4))).toBe(old)
  expect(await vault.verify(id(4), 'of long ago')).toBe(true)
  expect(await hashOf(id(4))).toContain('m=19456,t=2,p=1')
  expect(await vault.verify(id(4), 'of long ago')).toBe(true)
})

test.each(['kontor_app', 'kontor_projector', 'kontor_store'] as const)('%s cannot look into the vault', (role) =>
  withSession(db.databases.url(role), (session) => expect(session.query('select 1 from kontor.credentials')).rejects.toThrow(/permission denied/)),
)
