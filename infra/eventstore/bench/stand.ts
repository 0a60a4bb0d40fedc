import type { EventStoreDBClient } from '@eventstore/db-client'
import pg from 'pg'
import { silent } from '../../postgres/embedded/log.ts'
import { startEmbeddedPostgres } from '../../postgres/index.ts'
import { dataFolder, removeDataFolder } from '../../testing/data-folder.ts'
import { connectEventStore, embeddedUrl } from '../client/index.ts'
import { startEventStoreWorker } from '../server/index.ts'

/** An embedded Postgres with the settings of production, for one benchmark; gone with its data when `closing` is. Answers its superuser's URL. */
export const benchPostgres = async (closing: AsyncDisposableStack): Promise<string> => {
  const dataDir = dataFolder()
  closing.defer(() => removeDataFolder(dataDir))
  const postgres = await startEmbeddedPostgres({ dataDir, log: silent })
  closing.defer(() => postgres.stop())
  return postgres.superuserUrl
}

/** The store in a thread of its own and Kontor's own client to it, as in production. */
export const benchStore = async (connectionString: string, closing: AsyncDisposableStack, schema = 'eventstore'): Promise<EventStoreDBClient> => {
  const store = await startEventStoreWorker({ connectionString, schema, host: '127.0.0.1', port: 0, createSchema: true })
  closing.defer(() => store.close())
  const client = connectEventStore(embeddedUrl(store.port))
  closing.defer(() => client.dispose())
  return client
}

/** Bare connections, by the number of their lane. Not a pool, whose lending costs the limit a little. */
export const bareConnections = async (
  connectionString: string,
  count: number,
  closing: AsyncDisposableStack,
): Promise<(lane: number) => pg.Client> => {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString }))
  for (const client of clients) {
    await client.connect()
    closing.defer(() => client.end())
  }
  return (lane) => {
    const client = clients[lane]
    if (!client) throw new RangeError(`There are ${count} connections, none for lane ${lane}`)
    return client
  }
}
