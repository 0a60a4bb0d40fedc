import { type EventStoreDBClient, NO_STREAM } from '@eventstore/db-client'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { type StoreServer, startEventStoreServer } from '../server/index.ts'
import { clientOf, newStream, noted } from '../server/testing.ts'
import { migrateLog } from './index.ts'

let database: TestDatabase
const servers: StoreServer[] = []
const clients: EventStoreDBClient[] = []
let stores = 0

/** An empty store of its own. */
const newStore = async (): Promise<EventStoreDBClient> => {
  stores += 1
  const server = await startEventStoreServer({
    connectionString: database.adminUrl,
    schema: `store_${stores}`,
    host: '127.0.0.1',
    port: 0,
    createSchema: true,
  })
  servers.push(server)
  const client = clientOf(server.port)
  clients.push(client)
  return client
}

let source: EventStoreDBClient
let target: EventStoreDBClient

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  source = await newStore()
  target = await newStore()
})
afterAll(async () => {
  for (const client of clients) await client.dispose()
  for (const server of servers) await server.close()
  await database?.drop()
})

it('copies streams that take turns, in the order of the log', async () => {
  const streams = [newStream(), newStream(), newStream()] as const
  for (let n = 0; n < 30; n += 1) {
    const stream = streams[n % 3] as string
    await source.appendToStream(stream, [noted(n), noted(n + 100)], { expectedRevision: n < 3 ? NO_STREAM : BigInt(Math.floor(n / 3) * 2 - 1) })
  }
  const { is, copied, ...sides } = await migrateLog({ source, target })
  expect({ is, copied }).toEqual({ is: 'same', copied: 60 })
  expect(sides.source).toEqual(sides.target)
  const of = async (client: EventStoreDBClient) =>
    (await Array.fromAsync(client.readAll())).map(({ event }) => event && [event.streamId, event.revision, event.id, event.type, event.data])
  expect(await of(target)).toEqual(await of(source))
})

it('finds nothing to do the second time', async () => {
  await source.appendToStream(newStream(), [noted(1), noted(2)], { expectedRevision: NO_STREAM })
  await migrateLog({ source, target })
  expect(await migrateLog({ source, target })).toMatchObject({ is: 'same', copied: 0, source: { count: 2 } })
})
