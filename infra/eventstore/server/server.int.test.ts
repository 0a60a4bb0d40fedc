import {
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { StoreInUse, type StoreServer, type StoreServerOptions, startEventStoreServer } from './index.ts'
import { clientOf, newStream, noted } from './testing.ts'

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

describe('an append', () => {
  it('is read back as it was written', async () => {
    const stream = newStream()
    const event = jsonEvent({ type: 'notes.Noted', data: { text: 'Привет 🌍', deep: [1, { two: null }] }, metadata: { tenantId: 't' } })
    const { nextExpectedRevision, position } = await client.appendToStream(stream, event, { expectedRevision: NO_STREAM })
    const [read] = await Array.fromAsync(client.readStream(stream))
    expect(nextExpectedRevision).toBe(0n)
    expect(read?.event).toMatchObject({
      streamId: stream,
      id: event.id,
      type: event.type,
      data: event.data,
      metadata: event.metadata,
      revision: 0n,
      position,
    })
    expect(Math.abs((read?.event?.created.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
  })

  it.each([
    ['a revision ahead of the stream', 5n, 1n],
    ['a revision behind it', 0n, 1n],
    ['no stream where there is one', NO_STREAM, 1n],
  ] as const)('is refused when it expects %s', async (_, expectedRevision, actualVersion) => {
    const stream = newStream()
    await client.appendToStream(stream, [noted(1), noted(2)], { expectedRevision: NO_STREAM })
    const refusal = await client.appendToStream(stream, noted(3), { expectedRevision }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({ streamName: stream, expectedVersion: expectedRevision, actualVersion })
    expect(await numbersOf(client.readStream(stream))).toEqual([1, 2])
  })

  it('is refused when it expects a stream that does not exist', async () => {
    for (const expectedRevision of [STREAM_EXISTS, 0n] as const) {
      const refusal = await client.appendToStream(newStream(), noted(1), { expectedRevision }).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
      expect(refusal).toMatchObject({ expectedVersion: expectedRevision, actualVersion: 'no_stream' })
    }
  })

  it('says the same through the unary call, which the client takes when credentials come with it', async () => {
    const stream = newStream()
    const credentials = { username: 'admin', password: 'changeit' }
    const first = await client.appendToStream(stream, [noted(1), noted(2)], { expectedRevision: NO_STREAM, credentials })
    expect(first.nextExpectedRevision).toBe(1n)
    const refusal = await client.appendToStream(stream, noted(3), { expectedRevision: 7n, credentials }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({ streamName: stream, expectedVersion: 7n, actualVersion: 1n })
  })

  it.each([undefined, { username: 'admin', password: 'changeit' }])(
    'of more than a mebibyte is refused whole (credentials %o)',
    async (credentials) => {
      const stream = newStream()
      const large = () => jsonEvent({ type: 'notes.Noted', data: { n: 0, text: 'x'.repeat(600_000) } })
      const append = client.appendToStream(stream, [large(), large()], { expectedRevision: NO_STREAM, ...(credentials && { credentials }) })
      const refusal = await append.catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(MaxAppendSizeExceededError)
      expect(refusal).toMatchObject({ maxAppendSize: 1_048_576 })
      await expect(Array.fromAsync(client.readStream(stream))).rejects.toBeInstanceOf(StreamNotFoundError)
    },
  )

  it('that repeats an earlier one gets the earlier answer, although others have followed', async () => {
    const stream = newStream()
    const first = [noted(1), noted(2)]
    const answer = await client.appendToStream(stream, first, { expectedRevision: NO_STREAM })
    await client.appendToStream(stream, noted(3), { expectedRevision: 1n })
    expect(await client.appendToStream(stream, first, { expectedRevision: NO_STREAM })).toEqual(answer)
    expect(await numbersOf(client.readStream(stream))).toEqual([1, 2, 3])
  })

  it('loses against another when both expect the same revision', async () => {
    const stream = newStream()
    const answers = await Promise.allSettled(
      Array.from({ length: 16 }, (_, n) => client.appendToStream(stream, noted(n), { expectedRevision: NO_STREAM })),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refusals.every((error) => error instanceof WrongExpectedVersionError)).toBe(true)
    expect(await Array.fromAsync(client.readStream(stream))).toHaveLength(1)
  })

  it('by 64 writers at once leaves dense revisions and positions in the order of the log', async () => {
    const streams = Array.from({ length: 64 }, () => newStream('crowd'))
    const write = async (stream: string): Promise<void> => {
      for (let n = 0; n < 10; n += 1) await client.appendToStream(stream, noted(n), { expectedRevision: n === 0 ? NO_STREAM : BigInt(n - 1) })
    }
    await Promise.all(streams.map(write))
    const all = (await Array.fromAsync(client.readAll())).flatMap(({ event }) => (event?.streamId.startsWith('crowd-') ? [event] : []))
    expect(all).toHaveLength(640)
    for (const stream of streams) {
      const revisions = all.filter(({ streamId }) => streamId === stream).map(({ revision }) => Number(revision))
      expect(revisions).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  })
})

describe('a read', () => {
  const stream = newStream('read')
  beforeAll(() =>
    client.appendToStream(
      stream,
      Array.from({ length: 250 }, (_, n) => noted(n)),
      { expectedRevision: NO_STREAM },
    ),
  )

  it.each([
    ['forwards from the start', {}, [0, 1, 2]],
    ['forwards from a revision', { fromRevision: 100n }, [100, 101, 102]],
    ['forwards from the last', { fromRevision: 249n }, [249]],
    ['forwards from beyond the last', { fromRevision: 250n }, []],
    ['forwards from the end', { fromRevision: END }, []],
    ['backwards from the end', { direction: BACKWARDS, fromRevision: END }, [249, 248, 247]],
    ['backwards from a revision', { direction: BACKWARDS, fromRevision: 1n }, [1, 0]],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, [0]],
  ] as const)('of a stream %s', async (_, how, expected) => {
    expect(await numbersOf(client.readStream(stream, { ...how, maxCount: 3 }))).toEqual(expected)
  })

  it('of a whole stream takes as many pages as it needs', async () => {
    const forwards = await numbersOf(client.readStream(stream))
    expect(forwards).toEqual(Array.from({ length: 250 }, (_, n) => n))
    expect(await numbersOf(client.readStream(stream, { direction: BACKWARDS, fromRevision: END }))).toEqual(forwards.toReversed())
  })

  it('of a stream that does not exist says so', async () => {
    await expect(Array.fromAsync(client.readStream('nowhere-1'))).rejects.toBeInstanceOf(StreamNotFoundError)
  })

  it('of everything begins with the event at a position forwards, and before it backwards', async () => {
    const all = (await Array.fromAsync(client.readAll())).flatMap(({ event }) => (event ? [event] : []))
    const ids = all.map(({ id }) => id)
    const middle = Math.floor(all.length / 2)
    const fromPosition = all[middle]?.position ?? START
    const idsOf = async (events: ReturnType<typeof client.readAll>) => (await Array.fromAsync(events)).map(({ event }) => event?.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(await idsOf(client.readAll({ fromPosition }))).toEqual(ids.slice(middle))
    expect(await idsOf(client.readAll({ direction: BACKWARDS, fromPosition }))).toEqual(ids.slice(0, middle).toReversed())
    expect(await idsOf(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 5 }))).toEqual(ids.toReversed().slice(0, 5))
    expect(await idsOf(client.readAll({ fromPosition: END }))).toEqual([])
  })
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

  it('answers what it does not offer with UNIMPLEMENTED', async () => {
    await expect(client.listAllPersistentSubscriptions()).rejects.toThrow()
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
})
