import { mkdirSync } from 'node:fs'
import { urlWith } from '../../postgres/databases.ts'
import { DataFolderInUse, startEmbeddedPostgres } from '../../postgres/embedded/index.ts'
import { withSession } from '../../postgres/session.ts'
import { plainLog } from './plain-log.ts'
import { say } from './say.ts'
import type { Settings } from './settings.ts'

const database = 'eventstore'

/** In the server of our own: the database that everybody starts with is not ours to define anything in. */
const ensureDatabase = (adminUrl: string): Promise<string> =>
  withSession(adminUrl, async (session) => {
    const { rowCount } = await session.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await session.query(`create database ${database}`)
    return urlWith(adminUrl, { database })
  })

/** Others may pass through, so that the database's own account reaches its part. */
const ensureFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 })
  } catch (error) {
    throw new Error(`--data ${folder} cannot be used as a folder (${(error as Error).message}): name another.`, { cause: error })
  }
}

/** The named Postgres, or a real one of our own under the data folder, which `closing` stops. Raises an Error in one line while another process uses the folder. */
export const openDatabase = async ({ postgres, data }: Settings, closing: AsyncDisposableStack): Promise<string> => {
  if (postgres) return postgres
  ensureFolder(data)
  const own = await startEmbeddedPostgres({ dataDir: data, log: plainLog(say) }).catch((error: Error) => {
    if (!(error instanceof DataFolderInUse)) throw error
    throw new Error(`The data folder ${data} is in use by another process: stop that one, or name another with --data.`, { cause: error })
  })
  closing.defer(() => own.stop())
  return ensureDatabase(own.adminUrl)
}
