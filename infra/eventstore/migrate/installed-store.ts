import { existsSync } from 'node:fs'
import type { Config } from '../../compose/config.ts'
import { openDatabases } from '../../compose/stores.ts'
import { silent } from '../../postgres/embedded/log.ts'
import type { Databases } from '../../postgres/index.ts'
import { loadRootKey } from '../../secrets/index.ts'
import { embeddedUrl } from '../client/index.ts'
import { startEventStoreWorker } from '../server/index.ts'
import { MigrationRefused } from './survey.ts'

/** What this process opened of an installation that does not run. */
export type Installed = {
  readonly databases: Databases /** Of the store it uses: the one it names, else its embedded one, served by this process. */
  readonly url: string
}

/**
 * Opens the installation that the environment names, until `closing`.
 * @throws MigrationRefused when there is none, DataFolderInUse and StoreInUse while Kontor runs
 */
export const openInstalled = async (config: Config, closing: AsyncDisposableStack): Promise<Installed> => {
  if (!existsSync(config.keyFile)) throw new MigrationRefused(`there is no Kontor in ${config.dataDir}: set KONTOR_DATA, or FROM`)
  const databases = await openDatabases(config, loadRootKey(config.keyFile).subkey('postgres roles'), silent, closing)
  if (config.eventStoreUrl) return { databases, url: config.eventStoreUrl }
  const server = await startEventStoreWorker({ connectionString: databases.url('kontor_store'), schema: 'eventstore', host: '127.0.0.1', port: 0 })
  closing.defer(() => server.close())
  return { databases, url: embeddedUrl(server.port) }
}
