import { type ViewTables, viewsChannel } from '@kontor/projections/kernel'
import type { CommonQueryMethods, DatabasePool } from 'slonik'
import { asTenant, type TenantActor } from '../postgres/acting.ts'
import { notifications } from '../postgres/notifications.ts'
import { slonikPool } from '../postgres/pools.ts'
import { withSession } from '../postgres/session.ts'
import { viewTables } from '../projections/index.ts'
import { testDatabase } from './database.ts'

export type TestViews = {
  /** As `kontor_projector`: what projections are written with. */
  readonly pool: DatabasePool
  /** A second process's. */
  readonly anotherPool: () => Promise<DatabasePool>
  readonly tables: ViewTables
  /** Calls the listener with all that projections announce. Answers how to stop. */
  readonly listen: (listener: (payload: string) => void) => () => void
  /** As a request reads, under row-level security. */
  readonly asTenant: <T>(actor: TenantActor, work: (db: CommonQueryMethods) => Promise<T>) => Promise<T>
  /** As kontor_app, nobody acting. */
  readonly app: DatabasePool
  /** Ends every backend of `kontor_projector`, whatever it is doing. Answers how many there were. */
  readonly killProjectors: () => Promise<number>
  readonly drop: () => Promise<void>
}

/** A database of its own for the tests of views. `sqlOf` stands in for the files of views that exist only in a test. */
export const testViews = async (sqlOf?: ViewTables['sqlOf']): Promise<TestViews> => {
  const { databases, adminUrl, drop } = await testDatabase()
  const told = await notifications(databases.url('kontor_app'), [viewsChannel])
  const app = await slonikPool(databases.url('kontor_app'))
  const pools: DatabasePool[] = [app]
  const anotherPool = async () => {
    const pool = await slonikPool(databases.url('kontor_projector'), { max: 6 })
    pools.push(pool)
    return pool
  }
  const tables = viewTables(databases)
  return {
    pool: await anotherPool(),
    anotherPool,
    tables: sqlOf ? { ...tables, sqlOf } : tables,
    listen: (listener) => told.on(viewsChannel, listener),
    asTenant: (actor, work) => asTenant(app, actor, work),
    app,
    killProjectors: () =>
      withSession(adminUrl, async (session) => {
        const { rowCount } = await session.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'kontor_projector' and datname = current_database()`,
        )
        return rowCount ?? 0
      }),
    drop: async () => {
      await told.close()
      await Promise.all(pools.map((pool) => pool.end()))
      await drop()
    },
  }
}
