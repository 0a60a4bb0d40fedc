import { NO_STREAM } from '@eventstore/db-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { type StoreServer, startEventStoreServer } from '../server/index.ts'
import { newStream, noted } from '../server/testing.ts'
import { connectEventStore, embeddedUrl } from './connect.ts'
import { headOf } from './head.ts'

let database: TestDatabase
let server: StoreServer
beforeAll(async () => {
  database = await testDatabase()
  server = await startEventStoreServer({ connectionString: database.adminUrl, schema: 'head_test', host: '127.0.0.1', port: 0, createSchema: true })
})
afterAll(async () => {
  await server?.close()
  await database?.drop()
})

test('the head of an empty log is 0, then the last event; the client that asked many times closes', async () => {
  const client = connectEventStore(embeddedUrl(server.port))
  expect(await headOf(client)).toBe('0')
  for (let at = 1; at <= 100; at++) {
    const { position } = await client.appendToStream(newStream(), noted(at), { expectedRevision: NO_STREAM })
    expect(await headOf(client)).toBe(String(position?.commit))
  }
  await client.dispose()
})
