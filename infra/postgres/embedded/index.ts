import pg from 'pg'
import { binariesFor } from './binaries.ts'
import { adminRole, ensureCluster, superuser } from './cluster.ts'
import { keepRunning } from './keeper.ts'
import type { Log } from './log.ts'
import { claim } from './owner.ts'
import { type Place, placeFor } from './place.ts'
import { findPostmaster, type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts'

export type { Log } from './log.ts'
export { DataFolderInUse } from './owner.ts'

/** `adminUrl` may create roles and databases; `superuserUrl` may all and is for tests and repairs. Both name the database `postgres`. */
export type EmbeddedPostgres = { readonly adminUrl: string; readonly superuserUrl: string; readonly pid: number; stop(): Promise<void> }

/** `settings` are further `name=value` settings of the server. */
type EmbeddedOptions = { readonly dataDir: string; readonly log: Log; readonly settings?: readonly string[] }

const urlOf = (role: string, password: string, port: number): string => `postgres://${role}:${password}@127.0.0.1:${port}/postgres`

/** Whether the server on that port is this cluster and takes our password. */
const isOurs = async (place: Place, url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data: string }>(`select current_setting('data_directory') as data`)
    return rows[0]?.data === place.data
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** A server that outlived its parent is taken on as it is when it answers; else it is stopped and started anew. */
const adoptOrStart = async (bin: string, place: Place, password: string, log: Log, extra: readonly string[]): Promise<Postmaster> => {
  const found = findPostmaster(place)
  if (found?.ready && (await isOurs(place, urlOf(superuser, password, found.port)))) {
    log.info({ pid: found.pid, port: found.port }, 'adopted the PostgreSQL that outlived its parent')
    return found
  }
  if (found) await stopPostmaster(place, found.pid)
  return startPostmaster(bin, place, extra)
}

/**
 * Runs a real PostgreSQL under `dataDir`: created at the first start, used again later, adopted when its parent was killed,
 * started again on its port when it ends unasked.
 * @throws DataFolderInUse while another process runs it; any other failure quotes the last lines of the server's log (`postgres.log` in its folder)
 */
export const startEmbeddedPostgres = async ({ dataDir, log, settings = [] }: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  const place = placeFor(dataDir)
  const held = claim(place.home, dataDir)
  try {
    const bin = binariesFor(place.account)
    const { password, created } = await ensureCluster(bin, place)
    const first = await adoptOrStart(bin, place, password, log, settings)
    const kept = keepRunning(() => startPostmaster(bin, place, settings, first.port), first, place, log)
    log.info({ ...first, created }, 'PostgreSQL is ready')
    const stop = async () => {
      await stopPostmaster(place, await kept.letGo())
      held.release()
    }
    return {
      adminUrl: urlOf(adminRole, password, first.port),
      superuserUrl: urlOf(superuser, password, first.port),
      pid: first.pid,
      stop,
    }
  } catch (error) {
    held.release()
    throw error
  }
}
