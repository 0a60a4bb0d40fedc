import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { loginRoles } from './roles.ts'
import { withSession } from './session.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

test.each(loginRoles)('%s is an ordinary role', (role) =>
  withSession(db.databases.url(role), async (session) => {
    const { rows } = await session.query(
      'select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = session_user',
    )
    expect(rows).toEqual([{ rolname: role, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false }])
  }),
)
