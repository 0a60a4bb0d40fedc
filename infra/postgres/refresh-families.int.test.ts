import { id } from '@kontor/core/kernel/testing'
import type { Families, Family } from '@kontor/gateways/http'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, refreshTokens, rootKeys } from '../secrets/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { pgPool } from './pools.ts'
import { families } from './refresh-families.ts'

const tokens = refreshTokens(rootKeys(Buffer.alloc(32, 1)))
let db: TestDatabase
let pool: pg.Pool
let now = 0
/** A process of its own, with nothing in memory. */
const another = (): Families => families(pool, tokens, () => now)
let ours: Families
beforeAll(async () => {
  db = await testDatabase()
  pool = pgPool(db.databases.url('kontor_platform'), { max: 20 })
  ours = another()
})
afterAll(async () => {
  await pool.end()
  await db.drop()
})

const aFamily = (changes: Partial<Family['acting']> = {}, userId = newId()): Family => ({
  familyId: newId(),
  userId,
  acting: { tenantId: id(9), slug: 'demo', role: 'partner', partnerId: newId(), ...changes },
})
const opened = async (family = aFamily()) => ({ family, ...(await ours.open(family)) })
const rotated = async (token: string) => {
  const answer = await ours.rotate(token)
  if (answer.is !== 'rotated') throw new Error(`expected a new token, got ${answer.is}`)
  return answer.refreshToken
}

test('a token is good once and gives the next, with the family as it was opened', async () => {
  const { family, refreshToken } = await opened()
  expect(await ours.rotate(refreshToken)).toMatchObject({ is: 'rotated', family })
})
test('whose a token is can be asked as often as one likes; one that was used, invented or revoked is nobody’s', async () => {
  const { family, refreshToken } = await opened()
  for (let i = 0; i < 2; i++) expect(await ours.current(refreshToken)).toEqual(family)
  const next = await rotated(refreshToken)
  expect([await ours.current(refreshToken), await ours.current('invented')]).toEqual([undefined, undefined])
  expect(await ours.current(next)).toEqual(family)
  await ours.revoke(family.familyId)
  expect(await ours.current(next)).toBeUndefined()
})
test('staff have no partner', async () => {
  const { family, refreshToken } = await opened(aFamily({ role: 'owner', partnerId: undefined }))
  expect(await ours.rotate(refreshToken)).toMatchObject({ is: 'rotated', family })
})
test('a chain of them goes on', async () => {
  let { refreshToken } = await opened()
  for (let i = 0; i < 5; i++) refreshToken = await rotated(refreshToken)
  expect(await ours.rotate(refreshToken)).toMatchObject({ is: 'rotated' })
})

test('an old token ends the family at once, and every token of it is told so', async () => {
  const { family, refreshToken } = await opened()
  const next = await rotated(refreshToken)
  expect(await ours.isOpen(family.familyId)).toBe(true)
  expect(await ours.rotate(refreshToken)).toEqual({ is: 'reused', family })
  expect(await ours.isOpen(family.familyId)).toBe(false)
  expect(await ours.rotate(next)).toEqual({ is: 'reused', family })
})

test('twenty at once with one token: one is first, and the family does not outlive it', async () => {
  const { family, refreshToken } = await opened()
  const answers = await Promise.all(Array.from({ length: 20 }, () => another().rotate(refreshToken)))
  expect(answers.filter(({ is }) => is === 'rotated')).toHaveLength(1)
  expect(answers.filter(({ is }) => is === 'reused')).toHaveLength(19)
  expect(await another().isOpen(family.familyId)).toBe(false)
})

test('an invented token of a known family harms nobody', async () => {
  const { family } = await opened()
  const strangers = refreshTokens(rootKeys(Buffer.alloc(32, 2))).issue(family.familyId)
  expect(await ours.rotate(strangers)).toEqual({ is: 'unknown' })
  expect(await ours.rotate('')).toEqual({ is: 'unknown' })
  expect(await another().isOpen(family.familyId)).toBe(true)
})

test('logged out: its token is unknown, and revoking again changes nothing', async () => {
  const { family, refreshToken } = await opened()
  expect(await ours.revoke(family.familyId)).toEqual(family)
  expect(await ours.revoke(family.familyId)).toBeUndefined()
  expect(await ours.rotate(refreshToken)).toEqual({ is: 'unknown' })
})

test('all of a partner, or all of a user, and nobody else', async () => {
  const [userId, partnerId] = [newId(), newId()]
  const mine = aFamily({ partnerId }, userId)
  const elsewhere = aFamily({ tenantId: id(8), partnerId }, userId)
  const stranger = aFamily()
  for (const family of [mine, elsewhere, stranger]) await ours.open(family)
  expect(await ours.revokeOfPartner(id(9), partnerId)).toEqual([mine])
  expect(await ours.isOpen(elsewhere.familyId)).toBe(true)
  expect(new Set(await ours.revokeOfUser(userId))).toEqual(new Set([mine, elsewhere]))
  expect(await ours.isOpen(stranger.familyId)).toBe(true)
})

test('asked again, the sessions that an earlier attempt ended are answered too, but none that ended by themselves', async () => {
  const [userId, partnerId] = [newId(), newId()]
  const [family, over] = [aFamily({ partnerId }, userId), aFamily({ partnerId }, userId)]
  for (const one of [family, over]) await ours.open(one)
  await aged(over.familyId, 7)
  expect(await ours.revokeOfPartner(id(9), partnerId)).toEqual([family])
  expect(await ours.revokeOfPartner(id(9), partnerId)).toEqual([family])
  expect(await ours.revokeOfUser(userId)).toEqual([family])
})

test('another process knows within a second, this one at once', async () => {
  const theirs = another()
  const { family } = await opened()
  expect([await ours.isOpen(family.familyId), await theirs.isOpen(family.familyId)]).toEqual([true, true])
  await ours.revoke(family.familyId)
  expect([await ours.isOpen(family.familyId), await theirs.isOpen(family.familyId)]).toEqual([false, true])
  now += 500
  expect(await theirs.isOpen(family.familyId)).toBe(false)
})

test('asked for a hundred at once, each gets its own answer from one query', async () => {
  const all = await Promise.all(Array.from({ length: 100 }, () => opened()))
  for (const { family } of all.slice(0, 50)) await ours.revoke(family.familyId)
  let queries = 0
  const counting = Object.create(pool, { query: { value: (sql: string, values: unknown[]) => ++queries && pool.query(sql, values) } }) as pg.Pool
  const theirs = families(counting, tokens, () => now)
  const answers = await Promise.all(all.map(({ family }) => theirs.isOpen(family.familyId)))
  expect(queries).toBe(1)
  expect(answers).toEqual(all.map((_, i) => i >= 50))
})

test('a family nobody opened is not open', async () => expect(await ours.isOpen(newId())).toBe(false))

const aged = (familyId: string, days: number) =>
  pool.query(
    `update refresh_families set created_at = created_at - make_interval(days => $2), expires_at = expires_at - make_interval(days => $2) where family_id = $1`,
    [familyId, days],
  )
test('seven days without a refresh end it', async () => {
  const { family, refreshToken } = await opened()
  await aged(family.familyId, 7)
  expect(await ours.isOpen(family.familyId)).toBe(false)
  expect(await ours.rotate(refreshToken)).toEqual({ is: 'unknown' })
})
test('thirty days end it although it was refreshed', async () => {
  const { family, ...first } = await opened()
  let { refreshToken } = first
  for (let day = 0; day < 30; day += 6) {
    refreshToken = await rotated(refreshToken)
    await aged(family.familyId, 6)
  }
  expect(await ours.rotate(refreshToken)).toEqual({ is: 'unknown' })
})

test('the table holds no token', async () => {
  const { refreshToken } = await opened()
  const { rows } = await pool.query('select refresh_families::text as row from refresh_families')
  const secret = Buffer.from(refreshToken, 'base64url').toString('hex')
  for (const { row } of rows) expect(row).not.toContain(secret)
})
