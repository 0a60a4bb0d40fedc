import { join } from 'node:path'
import type pg from 'pg'
import { accessStatements, type Databases, databasesOf, ensureDatabases, urlWith } from './databases.ts'
import type { Log } from './embedded/log.ts'
import { migrate } from './migrate.ts'
import { ensureRoles } from './roles.ts'
import { asOwner, inTransaction, withSession } from './session.ts'
import { storeStatements } from './store-schema.ts'

const migrations = join(import.meta.dirname, '../migrations')

/** Two processes that change one grant at the same moment fail each other. */
const oneAtATime = (lock: 'pg_advisory_lock' | 'pg_advisory_xact_lock'): string => `select ${lock}(hashtextextended('kontor.prepare', 0))`

/** What the user of KONTOR_DATABASE_URL has to be able to do; said in one line instead of the first error met. */
const checkAdmin = async (session: pg.Client): Promise<string> => {
  const { rows } = await session.query<{ name: string; able: boolean; version: number }>(
    `select rolname as name, rolsuper or (rolcreaterole and rolcreatedb) as able, current_setting('server_version_num')::int as version
     from pg_roles where rolname = current_user`,
  )
  const { name, able, version } = rows[0] ?? { name: '', able: false, version: 0 }
  if (!able) throw new Error(`the database user "${name}" needs CREATEROLE and CREATEDB`)
  // Older servers cannot lend a role without lending its rights.
  if (version < 160_000) throw new Error('Kontor needs PostgreSQL 16 or newer')
  return name
}

/** The database named by the URL may not exist yet; `postgres` always does. */
const adminSession = async <T>(adminUrl: string, work: (session: pg.Client) => Promise<T>): Promise<T> => {
  try {
    return await withSession(adminUrl, work)
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '3D000') throw error
    return withSession(urlWith(adminUrl, { database: 'postgres' }), work)
  }
}

/** Runs `statements` in one of the databases, as the owner. */
const own = (url: string, statements: readonly string[]): Promise<void> =>
  asOwner(url, (session) =>
    inTransaction(session, async () => {
      await session.query(oneAtATime('pg_advisory_xact_lock'))
      for (const statement of statements) await session.query(statement)
    }),
  )

/** Who may connect, in both databases. Also for a pair cloned from a template, which starts without it. */
export const grantAccess = async (databases: Databases, admin: string): Promise<void> => {
  await own(databases.url('kontor_migrator'), accessStatements(databases, 'main', admin))
  await own(databases.keysUrl('kontor_migrator'), accessStatements(databases, 'keys', admin))
}

/**
 * Makes roles, both databases, and every table that is not a projection's; safe to call at each start, by several processes. `adminUrl` needs CREATEROLE and CREATEDB,
 * no more; the roles' passwords are derived from `secret`.
 * @throws MigrationChanged, and an Error of one line when the user or the server cannot serve
 */
export const prepareDatabase = async ({ adminUrl, secret, log }: { adminUrl: string; secret: Buffer; log: Log }): Promise<Databases> => {
  const databases = databasesOf(adminUrl, secret)
  const admin = await adminSession(adminUrl, async (session) => {
    const name = await checkAdmin(session)
    await session.query(oneAtATime('pg_advisory_lock'))
    await ensureRoles(session, secret)
    await ensureDatabases(session, databases)
    return name
  })
  await grantAccess(databases, admin)
  await migrate(databases.url('kontor_migrator'), migrations, log)
  await migrate(databases.keysUrl('kontor_migrator'), join(migrations, 'keys'), log)
  await own(databases.url('kontor_migrator'), storeStatements())
  return databases
}
