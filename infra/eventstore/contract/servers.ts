import type { EventStoreDBClient } from '@eventstore/db-client'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { startEventStoreServer } from '../server/index.ts'
import { clientOf } from '../server/testing.ts'
import { clientAt } from './testing.ts'

/** A server that the contracts hold for, by name and version. Without an address it is ours, started for each file on a database of its own. */
export type ContractServer = { readonly name: string; readonly url?: string }

declare module 'vitest' {
  interface ProvidedContext {
    contractServers: readonly ContractServer[]
  }
}

type OpenStore = { readonly client: EventStoreDBClient; close(): Promise<void> }

const startOurs = async (): Promise<OpenStore> => {
  const database = await testDatabase()
  const options = { connectionString: database.adminUrl, schema: 'contract', host: '127.0.0.1', port: 0, createSchema: true }
  const server = await startEventStoreServer(options)
  const client = clientOf(server.port)
  const close = async (): Promise<void> => {
    await client.dispose()
    await server.close()
    await database.drop()
  }
  return { client, close }
}

const openStore = async ({ url }: ContractServer): Promise<OpenStore> => {
  if (!url) return startOurs()
  const client = clientAt(url)
  return { client, close: () => client.dispose() }
}

/**
 * What every server must do. The tests are defined once a server; `client()` is for use inside them. A server may hold events of others, so a
 * contract makes streams of its own (`newStream`) and says nothing about the rest of the log.
 */
export const contract = (subject: string, define: (client: () => EventStoreDBClient) => void): void =>
  describe.each(inject('contractServers'))(`${subject}, on $name`, (server) => {
    let store: OpenStore | undefined
    beforeAll(async () => {
      store = await openStore(server)
    })
    afterAll(() => store?.close())
    define(() => {
      if (!store) throw new Error('The client is there once the tests run')
      return store.client
    })
  })
