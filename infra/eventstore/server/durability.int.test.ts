import { randomUUID } from 'node:crypto'
import { NO_STREAM, UnavailableError } from '@eventstore/db-client'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { StoreInUse, type StoreServerOptions, startEventStoreServer, startEventStoreWorker, storeSchema } from './index.ts'
import { clientOf, newStream, noted } from './testing.ts'

let database: TestDatabase
let admin: pg.Client

const optionsFor = (schema: string): StoreServerOptions => ({
  connectionString: database.adminUrl,
  schema,
  host: '127.0.0.1',
  port: 0,
  createSchema: true,
})

beforeAll(async () => {
  database = await testDatabase()
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin?.end()
  await database?.drop()
})

const killWriter = () =>
  admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'kontor-eventstore-writer'`,
  )

it('loses nothing acknowledged and doubles nothing when its session is killed under load', async () => {
  const server = await startEventStoreServer(optionsFor('killed'))
  const client = clientOf(server.port)
  const acknowledged: string[] = []
  let interruptions = 0
  let over = false

  /** As every writer must: after an unknown outcome the same ids at the same revision, until there is an answer. */
  const appendSurely = async (stream: string, n: number, id: string): Promise<void> => {
    try {
      await client.appendToStream(stream, noted(n, id), { expectedRevision: n === 0 ? NO_STREAM : BigInt(n - 1) })
      acknowledged.push(id)
    } catch (error) {
      if (!(error instanceof UnavailableError) && (error as { code?: number }).code !== 14) throw error
      interruptions += 1
      await appendSurely(stream, n, id)
    }
  }
  const writer = async (stream: string): Promise<void> => {
    for (let n = 0; !over; n += 1) await appendSurely(stream, n, randomUUID())
  }

  const streams = Array.from({ length: 32 }, () => newStream())
  const writers = Promise.all(streams.map(writer))
  for (let kill = 1; kill <= 5; kill += 1) {
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(kill * 300)
    await killWriter()
  }
  over = true
  await writers

  const { rows } = await admin.query<{ id: string; name: string; revision: string }>(
    'select e.id, s.name, e.revision from killed.events e join killed.streams s on s.id = e.stream_id order by e.position',
  )
  expect(interruptions).toBeGreaterThan(0)
  expect(rows.map(({ id }) => id).sort()).toEqual(acknowledged.toSorted())
  for (const stream of streams) {
    const revisions = rows.filter(({ name }) => name === stream).map(({ revision }) => Number(revision))
    expect(revisions).toEqual(revisions.map((_, index) => index))
  }
  const read = (await Array.fromAsync(client.readAll())).map(({ event }) => event?.id)
  expect(read).toEqual(rows.map(({ id }) => id))
  await client.dispose()
  await server.close()
}, 40_000)

it('keeps a subscriber complete and in order over the loss of its session', async () => {
  const server = await startEventStoreServer(optionsFor('followed'))
  const client = clientOf(server.port)
  const stream = newStream()
  const heard: number[] = []
  const subscription = client.subscribeToAll()
  subscription.on('data', ({ event }) => event && heard.push((event.data as { n: number }).n))
  const appendSurely = (n: number, id = randomUUID()): Promise<unknown> =>
    client
      .appendToStream(stream, noted(n, id), { expectedRevision: n === 0 ? NO_STREAM : BigInt(n - 1) })
      .catch((error: { code?: number }) => (error.code === 14 ? appendSurely(n, id) : Promise.reject(error)))
  for (let n = 0; n < 60; n += 1) {
    if (n % 20 === 10) await killWriter()
    await appendSurely(n)
  }
  await expect.poll(() => heard.length).toBe(60)
  expect(heard).toEqual(Array.from({ length: 60 }, (_, n) => n))
  await client.dispose()
  await server.close()
})

it('refuses a Postgres that acknowledges what it has not written', async () => {
  const { rows } = await admin.query<{ name: string }>('select quote_ident(current_database()) as name')
  await admin.query(`alter database ${rows[0]?.name} set synchronous_commit = off`)
  await expect(startEventStoreServer(optionsFor('careless'))).rejects.toMatchObject({
    name: 'StoreNotDurable',
    message: 'The event store needs a durable Postgres, but synchronous_commit is off: set it to on.',
  })
  await admin.query(`alter database ${rows[0]?.name} reset synchronous_commit`)
})

it('works for a role that may use the tables and define nothing', async () => {
  await admin.query('create schema plain; grant usage on schema plain to kontor_store')
  await admin.query(`${storeSchema('plain')}; ${storeSchema('plain')}; grant select, insert on all tables in schema plain to kontor_store`)
  const connectionString = database.databases.url('kontor_store')
  const server = await startEventStoreServer({ ...optionsFor('plain'), connectionString, createSchema: false })
  const client = clientOf(server.port)
  const { nextExpectedRevision } = await client.appendToStream(newStream(), noted(1), { expectedRevision: NO_STREAM })
  expect(nextExpectedRevision).toBe(0n)
  await client.dispose()
  await server.close()
})

it('runs in a thread of its own, and tells its parent why it cannot', async () => {
  const server = await startEventStoreWorker(optionsFor('threaded'))
  const exits: (Error | undefined)[] = []
  server.onExit((error) => exits.push(error))
  const client = clientOf(server.port)
  await client.appendToStream(newStream(), noted(1), { expectedRevision: NO_STREAM })
  await expect(startEventStoreWorker(optionsFor('threaded'))).rejects.toBeInstanceOf(StoreInUse)
  await client.dispose()
  await server.close()
  expect(exits).toEqual([undefined])
})
