import { NO_STREAM } from '@eventstore/db-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { type StoreServer, startEventStoreServer } from '../server/index.ts'
import { newStream, noted } from '../server/testing.ts'
import { connectEventStore, embeddedUrl } from './connect.ts'

let database: TestDatabase
let server: StoreServer
beforeAll(async () => {
  database = await testDatabase()
  server = await startEventStoreServer({ connectionString: database.adminUrl, schema: 'late_test', host: '127.0.0.1', port: 0, createSchema: true })
})
afterAll(async () => {
  await server?.close()
  await database?.drop()
})

test('a stream that breaks while others have appends in flight: these are refused, the process lives, and asking again is exactly once', async () => {
  const steady = connectEventStore(embeddedUrl(server.port))
  const breaking = connectEventStore(embeddedUrl(server.port))
  const append = (stream: string, event = noted(1)) => steady.appendToStream(stream, event, { expectedRevision: NO_STREAM })
  for (const client of [steady, breaking]) await client.appendToStream(newStream(), noted(0), { expectedRevision: NO_STREAM })
  const sent = Array.from({ length: 200 }, () => ({ stream: newStream(), event: noted(1) }))
  const outcomes = Promise.allSettled(sent.map(({ stream, event }) => append(stream, event)))
  await breaking.dispose()
  expect((await outcomes).some(({ status }) => status === 'rejected')).toBe(true)
  for (const { stream, event } of sent) expect((await append(stream, event)).nextExpectedRevision).toBe(0n)
  await steady.dispose()
})
