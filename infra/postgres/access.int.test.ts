import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { loginRoles } from './roles.ts'
import { asOwner, withSession } from './session.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await asOwner(db.databases.url('kontor_migrator'), async (session) => {
    await session.query('create table eventstore.probe (n int)')
    await session.query('insert into eventstore.probe values (1)')
    await session.query('grant select, insert, update, delete on eventstore.probe to kontor_store')
  })
})
afterAll(() => db.drop())

const to = (database: string, role: (typeof loginRoles)[number]) => {
  const url = new URL(db.databases.url(role))
  url.pathname = `/${database}`
  return url.href
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: pg.DatabaseError) => error.code,
  )

test.each(loginRoles)('%s is an ordinary role that owns nothing', (role) =>
  withSession(db.databases.url(role), async (session) => {
    const { rows } = await session.query(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
              (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
       from pg_roles where rolname = session_user`,
    )
    const no = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false }
    expect(rows).toEqual([{ rolname: role, ...no, owned: 0 }])
  }),
)

test.each(loginRoles)('%s makes no tables anywhere', (role) =>
  withSession(db.databases.url(role), async (session) => {
    for (const schema of ['public', 'kontor', 'views', 'eventstore']) {
      expect(['42501', '3F000']).toContain(await code(session.query(`create table ${schema}.mine (n int)`)))
    }
    expect(await code(session.query('create schema mine'))).toBe('42501')
    expect(await code(session.query('create temporary table mine (n int)'))).toBe('42501')
  }),
)

describe('the store', () => {
  test('is open to kontor_store', () =>
    withSession(db.databases.url('kontor_store'), async (session) => {
      await session.query('insert into probe values (2)')
      expect((await session.query('select n from probe order by n')).rows).toEqual([{ n: 1 }, { n: 2 }])
    }))

  test.each(['kontor_app', 'kontor_platform', 'kontor_projector', 'kontor_migrator'] as const)('is closed to %s', (role) =>
    withSession(db.databases.url(role), async (session) => {
      expect(await code(session.query('select * from eventstore.probe'))).toBe('42501')
      expect(await code(session.query('insert into eventstore.probe values (3)'))).toBe('42501')
    }),
  )

  test('is not in the database of the keys', async () => {
    expect(await code(withSession(to(db.databases.main, 'kontor_keys'), async () => {}))).toBe('42501')
  })

  test.each(loginRoles.filter((role) => role !== 'kontor_migrator'))('%s cannot become the owner', (role) =>
    withSession(db.databases.url(role), async (session) => expect(await code(session.query('set role kontor_owner'))).toBe('42501')),
  )

  test('kontor_store sees nothing but the store', () =>
    withSession(db.databases.url('kontor_store'), async (session) => {
      expect(await code(session.query('select * from kontor.migrations'))).toBe('42501')
    }))
})

describe('the keys of persons', () => {
  const row = `insert into person_keys (tenant_id, person_id, wrapped) values ('t', 'p', 'k')`

  test('are kept and destroyed by kontor_keys, and their rows stay', () =>
    withSession(db.databases.url('kontor_keys'), async (session) => {
      await session.query(row)
      await session.query('update person_keys set wrapped = null, destroyed_at = now()')
      expect(await code(session.query('delete from person_keys'))).toBe('42501')
    }))

  test.each(['kontor_app', 'kontor_platform', 'kontor_projector', 'kontor_store'] as const)('are out of reach of %s', async (role) => {
    expect(await code(withSession(to(db.databases.keys, role), async () => {}))).toBe('42501')
  })

  test('are closed to the migrator until it becomes the owner', () =>
    withSession(db.databases.keysUrl('kontor_migrator'), async (session) =>
      expect(await code(session.query('select * from kontor.person_keys'))).toBe('42501'),
    ))
})

test('a wrong password is refused', async () => {
  const url = new URL(db.databases.url('kontor_app'))
  url.password = 'guess'
  expect(await code(withSession(url.href, async () => {}))).toBe('28P01')
})
