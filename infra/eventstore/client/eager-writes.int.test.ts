import { NO_STREAM } from '@eventstore/db-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { startEventStoreServer } from '../server/index.ts'
import { StreamsClient } from '../server/protocol/definitions.ts'
import { newStream, noted } from '../server/testing.ts'
import { connectEventStore, embeddedUrl } from './connect.ts'
import { transportOf } from './eager-writes.ts'

const serving = async () => {
  const database = await testDatabase()
  onTestFinished(() => database.drop())
  const server = await startEventStoreServer({
    connectionString: database.adminUrl,
    schema: 'eager_test',
    host: '127.0.0.1',
    port: 0,
    createSchema: true,
  })
  onTestFinished(() => server.close())
  return connectEventStore(embeddedUrl(server.port))
}

test('once a store has answered, what is appended at the same time leaves before any of it is answered', async () => {
  const client = await serving()
  const opened = vi.spyOn(StreamsClient.prototype, 'batchAppend')
  onTestFinished(() => opened.mockRestore())
  const append = () => client.appendToStream(newStream(), noted(1), { expectedRevision: NO_STREAM })
  await append()
  const transport = transportOf(opened.mock.results[0]?.value)
  const sent = vi.spyOn(transport ?? expect.fail('grpc-js keeps its calls elsewhere'), 'sendMessageWithContext')
  const [first, ...others] = Array.from({ length: 50 }, append)
  await first
  expect(sent).toHaveBeenCalledTimes(50)
  expect((await Promise.all(others)).every(({ success }) => success)).toBe(true)
  await client.dispose()
})

test('a connection over which something is read has wide windows both ways', async () => {
  const client = await serving()
  const opened = vi.spyOn(StreamsClient.prototype, 'read')
  onTestFinished(() => opened.mockRestore())
  const subscription = client.subscribeToAll()
  await new Promise((resolve, reject) => subscription.once('confirmation', resolve).once('error', reject))
  const { session } = transportOf(opened.mock.results[0]?.value)?.http2Stream ?? expect.fail('grpc-js keeps its calls elsewhere')
  const windows = () => [session?.localSettings.initialWindowSize, session?.remoteSettings.initialWindowSize]
  await vi.waitFor(() => expect(windows()).toEqual([262_144, 262_144]))
  await subscription.unsubscribe()
  await client.dispose()
})
