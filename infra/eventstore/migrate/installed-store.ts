import { existsSync } from 'node:fs'
import type { Config } from '../../compose/config.ts'
import { openDatabases } from '../../compose/stores.ts'
import { silent } from '../../postgres/embedded/log.ts'
import { loadRootKey } from '../../secrets/index.ts'
import { embeddedUrl } from '../client/index.ts'
import { startEventStoreWorker } from '../server/index.ts'
import { MigrationRefused } from './survey.ts'

/**
 * The address of the store that this installation uses: the one it names, else its embedded one, served by this process until `closing`.
 * @throws MigrationRefused when there is no installation, DataFolderInUse and StoreInUse while Kontor runs
 */
export const installedStore = async (config: Config, closing: AsyncDisposableStack): Promise<string> => {
  if (config.eventStoreUrl) return config.eventStoreUrl
  if (!existsSync(config.keyFile)) throw new MigrationRefused(`there is no Kontor in ${config.dataDir}: set KONTOR_DATA, or FROM`)
  const databases = await openDatabases(config, loadRootKey(config.keyFile).subkey('postgres roles'), silent, closing)
  const server = await startEventStoreWorker({ connectionString: databases.url('kontor_store'), schema: 'eventstore', host: '127.0.0.1', port: 0 })
  closing.defer(() => server.close())
  return embeddedUrl(server.port)
}
