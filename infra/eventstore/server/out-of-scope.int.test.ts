import {
  type EventStoreDBClient,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  UnsupportedError,
} from '@eventstore/db-client'
import { Client, credentials, status } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { type StoreServer, startEventStoreServer } from './index.ts'
import { clientOf } from './testing.ts'

let database: TestDatabase
let server: StoreServer
let client: EventStoreDBClient

beforeAll(async () => {
  database = await testDatabase()
  server = await startEventStoreServer({ connectionString: database.adminUrl, schema: 'scope', host: '127.0.0.1', port: 0, createSchema: true })
  client = clientOf(server.port)
})

afterAll(async () => {
  await client?.dispose()
  await server?.close()
  await database?.drop()
})

const ofStream = persistentSubscriptionToStreamSettingsFromDefaults()
const ofAll = persistentSubscriptionToAllSettingsFromDefaults()
const query = 'fromAll().when({})'

describe('UNIMPLEMENTED is the answer to', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['createPersistentSubscriptionToStream', () => client.createPersistentSubscriptionToStream('s', 'g', ofStream)],
    ['updatePersistentSubscriptionToStream', () => client.updatePersistentSubscriptionToStream('s', 'g', ofStream)],
    ['deletePersistentSubscriptionToStream', () => client.deletePersistentSubscriptionToStream('s', 'g')],
    ['subscribeToPersistentSubscriptionToStream', () => Array.fromAsync(client.subscribeToPersistentSubscriptionToStream('s', 'g'))],
    ['createProjection', () => client.createProjection('p', query)],
    ['updateProjection', () => client.updateProjection('p', query)],
    ['deleteProjection', () => client.deleteProjection('p')],
    ['enableProjection', () => client.enableProjection('p')],
    ['disableProjection', () => client.disableProjection('p')],
    ['resetProjection', () => client.resetProjection('p')],
    ['getProjectionState', () => client.getProjectionState('p')],
    ['getProjectionResult', () => client.getProjectionResult('p')],
    ['getProjectionStatus', () => client.getProjectionStatus('p')],
    ['listProjections', () => client.listProjections()],
    ['restartSubsystem', () => client.restartSubsystem()],
  ])('%s', (_, call) => expect(call()).rejects.toMatchObject({ code: status.UNIMPLEMENTED }))

  // Services for which the client for Node has no method; others have.
  it.each(['users.Users/Create', 'operations.Operations/StartScavenge', 'monitoring.Monitoring/Stats', 'streams.Streams/Nothing'])(
    '%s',
    async (method) => {
      const bytes = (value: Buffer): Buffer => value
      const raw = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure())
      const answer = new Promise((resolve, reject) => {
        raw.makeUnaryRequest(`/event_store.client.${method}`, bytes, bytes, Buffer.alloc(0), (error, value) =>
          error ? reject(error) : resolve(value),
        )
      })
      await expect(answer).rejects.toMatchObject({ code: status.UNIMPLEMENTED })
      raw.close()
    },
  )
})

describe('the client asks what is offered and does not even try', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['createPersistentSubscriptionToAll', () => client.createPersistentSubscriptionToAll('g', ofAll)],
    ['updatePersistentSubscriptionToAll', () => client.updatePersistentSubscriptionToAll('g', ofAll)],
    ['deletePersistentSubscriptionToAll', () => client.deletePersistentSubscriptionToAll('g')],
    ['subscribeToPersistentSubscriptionToAll', () => Array.fromAsync(client.subscribeToPersistentSubscriptionToAll('g'))],
  ])('%s', (_, call) => expect(call()).rejects.toBeInstanceOf(UnsupportedError))
})

describe('the client falls back to plain HTTP, which is not spoken here, and fails at once with', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['listAllPersistentSubscriptions', () => client.listAllPersistentSubscriptions()],
    ['getPersistentSubscriptionToStreamInfo', () => client.getPersistentSubscriptionToStreamInfo('s', 'g')],
    ['replayParkedMessagesToStream', () => client.replayParkedMessagesToStream('s', 'g')],
    ['restartPersistentSubscriptionSubsystem', () => client.restartPersistentSubscriptionSubsystem()],
  ])('%s', (_, call) => expect(call()).rejects.toThrow('HTTP'))
})
