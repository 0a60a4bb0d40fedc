import { mkdirSync } from 'node:fs'
import { pino } from 'pino'
import { urlWith } from '../../postgres/databases.ts'
import { DataFolderInUse, startEmbeddedPostgres } from '../../postgres/embedded/index.ts'
import { withSession } from '../../postgres/session.ts'
import type { Settings } from './settings.ts'

const database = 'eventstore'

/** In the server of our own: the database that everybody starts with is not ours to define anything in. */
const ensureDatabase = (adminUrl: string): Promise<string> =>
  withSession(adminUrl, async (session) => {
    const { rowCount } = await session.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await session.query(`create database ${database}`)
    return urlWith(adminUrl, { database })
  })

/** The named Postgres, or a real one of our own under the data folder, which `closing` stops. Raises an Error in one line while another process uses the folder. */
export const openDatabase = async ({ postgres, data }: Settings, closing: AsyncDisposableStack): Promise<string> => {
  if (postgres) return postgres
  // Others may pass through, so that the database's own account reaches its part.
  mkdirSync(data, { recursive: true, mode: 0o711 })
  const log = pino({ level: 'warn' }, pino.destination({ fd: 2, sync: true }))
  const own = await startEmbeddedPostgres({ dataDir: data, log }).catch((error: Error) => {
    if (!(error instanceof DataFolderInUse)) throw error
    throw new Error(`The data folder ${data} is in use by another process: stop that one, or name another with --data.`, { cause: error })
  })
  closing.defer(() => own.stop())
  return ensureDatabase(own.adminUrl)
}
