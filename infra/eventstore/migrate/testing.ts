import { randomUUID } from 'node:crypto'
import type { EventStoreDBClient } from '@eventstore/db-client'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { type StoreServer, startEventStoreServer } from '../server/index.ts'
import { clientOf } from '../server/testing.ts'
import { openAppends } from './append-log.ts'
import type { LogEvent } from './log-event.ts'
import { readLog } from './read-log.ts'

export type TestStore = { readonly client: EventStoreDBClient; readonly url: string; readonly schema: string; readonly server: StoreServer }

/** Stores of their own on a database of their own, for a test file. `sql` is a superuser's. */
export const testStores = () => {
  const opened: TestStore[] = []
  let database: TestDatabase
  let admin: pg.Client
  beforeAll(async () => {
    database = await testDatabase()
    admin = new pg.Client({ connectionString: database.adminUrl })
    await admin.connect()
  })
  afterAll(async () => {
    for (const { client } of opened) await client.dispose()
    for (const { server } of opened) await server.close()
    await admin?.end()
    await database?.drop()
  })

  /** The store of that schema, which is empty when it is new. */
  const open = async (schema = `store_${opened.length}`): Promise<TestStore> => {
    const server = await startEventStoreServer({ connectionString: database.adminUrl, schema, host: '127.0.0.1', port: 0, createSchema: true })
    const store = { client: clientOf(server.port), url: `esdb://127.0.0.1:${server.port}?tls=false`, schema, server }
    opened.push(store)
    return store
  }
  return { open, sql: (text: string) => admin.query(text) }
}

export const eventOf = (given: Partial<LogEvent> & Pick<LogEvent, 'stream' | 'revision'>): LogEvent => ({
  position: 0n,
  id: randomUUID(),
  type: 'notes.Noted',
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: new Uint8Array(),
  ...given,
})

/** Writes the events as they are, bytes and ids and revisions. */
export const write = async (client: EventStoreDBClient, ...events: readonly LogEvent[]): Promise<void> => {
  const appends = await openAppends(client)
  for (const event of events) await appends.append([event])
  await appends.settled()
  appends.close()
}

/** The log in words that can be compared: everything but positions and times. */
export const contentOf = async (client: EventStoreDBClient) =>
  (await Array.fromAsync(readLog(client))).map(({ position: _, data, metadata, ...event }) => ({
    ...event,
    data: Buffer.from(data).toString('hex'),
    metadata: Buffer.from(metadata).toString('hex'),
  }))
