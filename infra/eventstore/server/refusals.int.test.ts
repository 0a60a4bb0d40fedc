import { DeadlineExceededError, type EventStoreDBClient, eventTypeFilter, jsonEvent, NO_STREAM, StreamNotFoundError } from '@eventstore/db-client'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { type StoreServer, startEventStoreServer } from './index.ts'
import { clientOf, newStream, noted } from './testing.ts'

let database: TestDatabase
let server: StoreServer
let client: EventStoreDBClient

beforeAll(async () => {
  database = await testDatabase()
  server = await startEventStoreServer({ connectionString: database.adminUrl, schema: 'refusals', host: '127.0.0.1', port: 0, createSchema: true })
  client = clientOf(server.port)
})

afterAll(async () => {
  await client?.dispose()
  await server?.close()
  await database?.drop()
})

describe('what Postgres could not keep', () => {
  const sound = () => noted(1)
  it.each([
    ['a stream named with NUL', 'notes-\0', sound],
    ['a stream without a name', '', sound],
    ['a stream with a name beyond 2,000 bytes', 'x'.repeat(2_001), sound],
    ['an event type with NUL', 'notes-1', () => jsonEvent({ type: 'a\0b', data: {} })],
    ['an event type that is empty', 'notes-1', () => jsonEvent({ type: '', data: {} })],
    ['an id that is no UUID', 'notes-1', () => noted(1, 'not-a-uuid')],
  ])('%s is refused, and the appends beside it are not', async (_, stream, event) => {
    const other = newStream()
    const [refused, kept] = await Promise.allSettled([
      client.appendToStream(stream, event(), { expectedRevision: NO_STREAM }),
      client.appendToStream(other, noted(2), { expectedRevision: NO_STREAM }),
    ])
    expect([refused?.status, kept?.status]).toEqual(['rejected', 'fulfilled'])
    expect(await Array.fromAsync(client.readStream(other))).toHaveLength(1)
    await expect(Array.fromAsync(client.readStream('notes-1'))).rejects.toBeInstanceOf(StreamNotFoundError)
  })

  it('names and texts of any alphabet and of 2,000 bytes are kept', async () => {
    const stream = `заметки-${'я'.repeat(900)}`
    const event = jsonEvent({ type: 'заметки.Записано 🌍', data: { text: 'a\u0000b' } })
    await client.appendToStream(stream, event, { expectedRevision: NO_STREAM })
    const [read] = await Array.fromAsync(client.readStream(stream))
    expect(read?.event).toMatchObject({ streamId: stream, type: event.type, data: event.data })
  })
})

it('A filter that is no expression ends the subscription', async () => {
  const subscription = client.subscribeToAll({ filter: eventTypeFilter({ regex: '(' }) })
  await expect(Array.fromAsync(subscription)).rejects.toMatchObject({ code: 3 })
})

it('An append is answered at its deadline though the database hangs, and its repeat tells what became of it', async () => {
  const stream = newStream()
  const event = noted(1)
  const blocker = new pg.Client({ connectionString: database.adminUrl })
  await blocker.connect()
  await blocker.query('begin; lock table refusals.events in share mode')
  const append = client.appendToStream(stream, event, { expectedRevision: NO_STREAM, deadline: 300 })
  await expect(append).rejects.toBeInstanceOf(DeadlineExceededError)
  await blocker.query('rollback')
  await blocker.end()
  const answer = await client.appendToStream(stream, event, { expectedRevision: NO_STREAM })
  expect(answer.nextExpectedRevision).toBe(0n)
  expect(await Array.fromAsync(client.readStream(stream))).toHaveLength(1)
})
