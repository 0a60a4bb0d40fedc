import { ANY, EventStoreDBClient, NO_STREAM, StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { StoreInUse, type StoreServer, type StoreServerOptions, startEventStoreServer } from './index.ts'
import { clientOf, newStream, noted } from './testing.ts'

/** What is ours alone: how it starts, ends and goes on. What every event store does is in the contracts beside. */

let database: TestDatabase
let options: StoreServerOptions
let server: StoreServer
let client: EventStoreDBClient

beforeAll(async () => {
  database = await testDatabase()
  options = { connectionString: database.adminUrl, schema: 'server_test', host: '127.0.0.1', port: 0, createSchema: true }
  server = await startEventStoreServer(options)
  client = clientOf(server.port)
})

afterAll(async () => {
  await client?.dispose()
  await server?.close()
  await database?.drop()
})

const numbersOf = async (events: AsyncIterable<{ event?: { data?: unknown } }>): Promise<number[]> =>
  (await Array.fromAsync(events)).flatMap(({ event }) => (event ? [(event.data as { n: number }).n] : []))

const restart = async (): Promise<void> => {
  await server.close()
  server = await startEventStoreServer({ ...options, createSchema: false })
  client = clientOf(server.port)
}

it('64 writers at once leave dense revisions and positions without a hole', async () => {
  const streams = Array.from({ length: 64 }, () => newStream('crowd'))
  const write = async (stream: string): Promise<void> => {
    for (let n = 0; n < 10; n += 1) await client.appendToStream(stream, noted(n), { expectedRevision: n === 0 ? NO_STREAM : BigInt(n - 1) })
  }
  await Promise.all(streams.map(write))
  const all = (await Array.fromAsync(client.readAll())).flatMap(({ event }) => event ?? [])
  expect(all.map(({ position }) => position?.commit)).toEqual(all.map((_, n) => BigInt(n + 1)))
  for (const stream of streams) {
    const revisions = all.filter(({ streamId }) => streamId === stream).map(({ revision }) => Number(revision))
    expect(revisions).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  }
})

describe('a server', () => {
  it('refuses a second one on the same store in one line', async () => {
    const refusal = await startEventStoreServer(options).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(StoreInUse)
    expect(String(refusal)).not.toContain('\n')
  })

  it('refuses to listen for other machines', async () => {
    await expect(startEventStoreServer({ ...options, host: '0.0.0.0' })).rejects.toThrow('local machine')
  })

  it('is found by a client that asks the cluster', async () => {
    const discovering = EventStoreDBClient.connectionString(`esdb+discover://127.0.0.1:${server.port}?tls=false`)
    await discovering.appendToStream(newStream(), noted(1), { expectedRevision: NO_STREAM })
  })

  it('keeps everything over a restart and still knows a repeat', async () => {
    const stream = newStream()
    const exact = [noted(1), noted(2)]
    const loose = noted(3)
    const first = await client.appendToStream(stream, exact, { expectedRevision: NO_STREAM })
    const second = await client.appendToStream(stream, loose, { expectedRevision: ANY })
    const before = (await Array.fromAsync(client.readAll())).map(({ event }) => event?.id)
    await server.close()
    await expect(client.appendToStream(stream, noted(4), { expectedRevision: 2n })).rejects.toMatchObject({ code: 14 })
    server = await startEventStoreServer({ ...options, createSchema: false })
    client = clientOf(server.port)
    expect((await Array.fromAsync(client.readAll())).map(({ event }) => event?.id)).toEqual(before)
    expect(await client.appendToStream(stream, exact, { expectedRevision: NO_STREAM })).toEqual(first)
    expect(await client.appendToStream(stream, loose, { expectedRevision: ANY })).toEqual(second)
    expect(await numbersOf(client.readStream(stream))).toEqual([1, 2, 3])
    await expect(Array.fromAsync(client.readStream(newStream()))).rejects.toBeInstanceOf(StreamNotFoundError)
  })

  it('keeps limits, deletions and tombstones over a restart', async () => {
    const [limited, deleted, ended] = [newStream(), newStream(), newStream()]
    for (const stream of [limited, deleted, ended]) await client.appendToStream(stream, [noted(0), noted(1)], { expectedRevision: NO_STREAM })
    await client.setStreamMetadata(limited, { maxCount: 1 }, { expectedRevision: NO_STREAM })
    await client.deleteStream(deleted, { expectedRevision: 1n })
    await client.tombstoneStream(ended, { expectedRevision: 1n })
    await restart()
    expect(await numbersOf(client.readStream(limited))).toEqual([1])
    await expect(Array.fromAsync(client.readStream(deleted))).rejects.toBeInstanceOf(StreamNotFoundError)
    await expect(client.appendToStream(ended, noted(2), { expectedRevision: 1n })).rejects.toBeInstanceOf(StreamDeletedError)
    const { nextExpectedRevision } = await client.appendToStream(deleted, noted(2), { expectedRevision: NO_STREAM })
    expect(nextExpectedRevision).toBe(2n)
    expect(await numbersOf(client.readStream(deleted))).toEqual([2])
  })
})
