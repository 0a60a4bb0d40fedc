import { type AddressInfo, connect, createServer } from 'node:net'
import type pg from 'pg'
import { type DatabasePool, SchemaValidationError, sql, UniqueIntegrityConstraintViolationError } from 'slonik'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { pgPool, slonikPool } from './pools.ts'
import { withSession } from './session.ts'
import { createViewTables } from './view-tables.ts'

let db: TestDatabase
let slonik: DatabasePool
let plain: pg.Pool
beforeAll(async () => {
  db = await testDatabase()
  const table = '-- kind: platform\ncreate table test_ids (id int primary key);'
  await createViewTables(db.databases.url('kontor_migrator'), { sql: table, schema: 'views' })
  slonik = await slonikPool(db.databases.url('kontor_projector'), { max: 2 })
  plain = pgPool(db.databases.url('kontor_projector'), { max: 2 })
})
afterAll(async () => {
  await Promise.all([slonik.end(), plain.end()])
  await db.drop()
})

const values = sql.type(z.looseObject({}))`
  select 9007199254740993::int8 as big, 0.10::numeric as numeric, date '2026-01-31' as date, array[1, 2]::int8[] as bigs, array[0.10]::numeric[] as numerics,
         timestamptz '2026-01-31 12:00:00.123456+03' as at, array[timestamptz '2026-01-31 12:00:00+00'] as ats`
const expected = {
  big: '9007199254740993',
  numeric: '0.10',
  date: '2026-01-31',
  bigs: ['1', '2'],
  numerics: ['0.10'],
  at: '2026-01-31T09:00:00.123Z',
  ats: ['2026-01-31T12:00:00.000Z'],
}

test('both pools read columns alike: exact numbers as text, moments as ISO text in UTC', async () => {
  expect((await plain.query(values.sql)).rows).toEqual([expected])
  expect(await slonik.one(values)).toEqual(expected)
})

test('a row that is not what its query says never leaves it', async () => {
  const query = sql.type(z.object({ n: z.number().max(2) }))`select n from generate_series(1, 3) as n`
  await expect(slonik.any(query)).rejects.toThrow(SchemaValidationError)
  expect(await slonik.any(sql.type(z.object({ n: z.number().transform((n) => n * 10) }))`select 4 as n, 5 as more`)).toEqual([{ n: 40 }])
})

test("a broken constraint is slonik's error, with its columns", async () => {
  const insert = sql.type(z.object({}))`insert into test_ids (id) values (1)`
  await slonik.query(insert)
  const error = await slonik.query(insert).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(UniqueIntegrityConstraintViolationError)
  expect(error).toMatchObject({ constraint: 'test_ids_pkey', columns: ['id'] })
})

test('a transaction that fails is rolled back', async () => {
  const insert = sql.type(z.object({}))`insert into test_ids (id) values (2)`
  await expect(
    slonik.transaction(async (tx) => {
      await tx.query(insert)
      throw new Error('second thoughts')
    }),
  ).rejects.toThrow('second thoughts')
  expect(await slonik.any(sql.type(z.object({ id: z.number() }))`select id from test_ids where id = 2`)).toEqual([])
})

describe('when backends are killed', () => {
  const one = sql.type(z.object({ n: z.number() }))`select 1 as n`
  const slow = sql.type(z.object({}))`select pg_sleep(10)`
  const killAll = () =>
    withSession(db.adminUrl, (session) =>
      session.query(
        `select pg_terminate_backend(pid, 2000) from pg_stat_activity where usename = 'kontor_projector' and datname = current_database()`,
      ),
    )
  const asleep = async () => {
    const query = `select count(*)::int as n from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`
    for (let n = 0; n < 2; ) n = await withSession(db.adminUrl, async (session) => (await session.query(query)).rows[0].n)
  }

  beforeEach(async () => {
    await Promise.all([slonik.one(one), plain.query('select 1')])
  })

  test('idle ones are replaced and nobody notices', async () => {
    await killAll()
    await expect.poll(() => slonik.one(one).catch(() => {})).toEqual({ n: 1 })
    await expect
      .poll(() =>
        plain.query('select 1 as n').then(
          ({ rows }) => rows,
          () => {},
        ),
      )
      .toEqual([{ n: 1 }])
  })

  test('busy ones fail their query, and the next one finds a new backend', async () => {
    const both = Promise.allSettled([slonik.query(slow), plain.query('select pg_sleep(10)')])
    await asleep()
    await killAll()
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await slonik.one(one)).toEqual({ n: 1 })
    expect((await plain.query('select 1 as n')).rows).toEqual([{ n: 1 }])
  })
})

/** A way to the database that can stop passing anything on, as a frozen backend or a cut cable does. */
const wayThatFreezes = async (url: string) => {
  const to = new URL(url)
  let frozen = false
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname)
    for (const [from, into] of [[near, far] as const, [far, near] as const]) {
      from
        .on('data', (data) => frozen || into.write(data))
        .on('error', () => into.destroy())
        .on('close', () => into.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const through = new URL(url)
  through.port = String((server.address() as AddressInfo).port)
  const freeze = (on: boolean) => {
    frozen = on
  }
  return { url: through.href, freeze, close: () => server.close() }
}

test('a backend that stands still fails its query in time, in a transaction too, and the pool goes on', async () => {
  const way = await wayThatFreezes(db.databases.url('kontor_projector'))
  const options = { max: 1, queryTimeout: 300 }
  const [pool, pgs] = [await slonikPool(way.url, options), pgPool(way.url, options)]
  const one = sql.type(z.object({ n: z.number() }))`select 1 as n`
  const both = () => Promise.allSettled([pool.transaction((tx) => tx.oneFirst(one)), pgs.query(one.sql).then(({ rows }) => rows[0].n)])
  await both()
  way.freeze(true)
  expect((await both()).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  way.freeze(false)
  expect(await both()).toMatchObject([{ value: 1 }, { value: 1 }])
  await Promise.all([pool.end(), pgs.end()])
  way.close()
})
