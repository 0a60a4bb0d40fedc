import { type EventStoreDBClient, NO_STREAM } from '@eventstore/db-client'
import { beforeEach, describe, expect, it } from 'vitest'
import { connectEventStore } from '../client/index.ts'
import { newStream, noted } from '../server/testing.ts'
import { type Migrated, MigrationRefused, migrateLog } from './index.ts'
import { contentOf, eventOf, type TestStore, testStores, write } from './testing.ts'

const { open, sql } = testStores()
let source: TestStore
let target: TestStore
beforeEach(async () => {
  source = await open()
  target = await open()
})

const migrate = (): Promise<Migrated> => migrateLog({ source: source.client, target: target.client })
const tell = async (client: EventStoreDBClient, stream: string, count: number, from = 0): Promise<void> => {
  const events = Array.from({ length: count }, (_, n) => noted(from + n))
  await client.appendToStream(stream, events, { expectedRevision: from === 0 ? NO_STREAM : BigInt(from - 1) })
}

describe('a copy', () => {
  it('has the order of the log, where streams take turns', async () => {
    const streams = [newStream(), newStream(), newStream()]
    for (let round = 0; round < 10; round += 1)
      for (const stream of streams) await tell(source.client, stream, 1 + (round % 2), round + Math.floor(round / 2))
    const { is, copied, ...sides } = await migrate()
    expect({ is, copied }).toEqual({ is: 'same', copied: 45 })
    expect(sides.source).toEqual(sides.target)
    expect(await contentOf(target.client)).toEqual(await contentOf(source.client))
  })

  it('has the bytes of the log, also those that JSON would write differently', async () => {
    const stream = newStream()
    const bytes = ['{ "n": 1.0, "big": 9223372036854775807 }', '{"a":1,"a":2}', 'no JSON', '"\\u00e9"', '']
    const events = bytes.map((data, at) => eventOf({ stream, revision: BigInt(at), data: Buffer.from(data), metadata: Buffer.from(` ${data}\n`) }))
    const binary = eventOf({ stream, revision: BigInt(bytes.length), contentType: 'application/octet-stream', data: Buffer.from([0, 255, 128]) })
    const link = eventOf({ stream: newStream(), revision: 0n, type: '$>', data: Buffer.from(`0@${stream}`), contentType: 'application/octet-stream' })
    await write(source.client, ...events, binary, link)
    expect(await migrate()).toMatchObject({ is: 'same', copied: bytes.length + 2 })
    expect(await contentOf(target.client)).toEqual(await contentOf(source.client))
  })

  it('holds more events of one stream than one append may', async () => {
    const stream = newStream()
    const data = Buffer.alloc(300_000, 'x')
    await write(
      source.client,
      ...Array.from({ length: 9 }, (_, n) => eventOf({ stream, revision: BigInt(n), data, contentType: 'application/octet-stream' })),
    )
    expect(await migrate()).toMatchObject({ is: 'same', copied: 9 })
  })

  it('holds a stream of many small events', async () => {
    const stream = newStream()
    for (let from = 0; from < 6_000; from += 2_000) await tell(source.client, stream, 2_000, from)
    expect(await migrate()).toMatchObject({ is: 'same', copied: 6_000 })
  })

  it('is empty of an empty log', async () => {
    expect(await migrate()).toMatchObject({ is: 'same', copied: 0, source: { count: 0 }, target: { count: 0 } })
  })

  it('leaves out what tells of the server it lies on', async () => {
    await write(
      source.client,
      eventOf({ stream: '$stats-127.0.0.1:2113', revision: 0n }),
      eventOf({ stream: '$$$stats-127.0.0.1:2113', revision: 0n }),
    )
    await tell(source.client, newStream(), 2)
    await write(target.client, eventOf({ stream: '$users', revision: 0n }))
    expect(await migrate()).toMatchObject({ is: 'same', copied: 2 })
  })
})

describe('a second call', () => {
  it('has nothing to do', async () => {
    await tell(source.client, newStream(), 3)
    await migrate()
    expect(await migrate()).toMatchObject({ is: 'same', copied: 0, source: { count: 3 } })
  })

  it('copies what has come since, and only that', async () => {
    const stream = newStream()
    await tell(source.client, stream, 3)
    await migrate()
    await tell(source.client, stream, 2, 3)
    expect(await migrate()).toMatchObject({ is: 'same', copied: 2, target: { count: 5 } })
  })

  it('completes what a target took in part before it ended', async () => {
    for (let n = 0; n < 400; n += 1) await tell(source.client, newStream(), 1)
    const ended = expect(
      migrateLog({
        source: source.client,
        target: target.client,
        onProgress: ({ step, done }) => void (step === 'copying' && done === 200 && target.server.close()),
      }),
    ).rejects.toThrow()
    await ended
    target = await open(target.schema)
    const { is, copied } = await migrate()
    expect(is).toBe('same')
    expect(copied).toBeGreaterThan(0)
    expect(copied).toBeLessThan(400)
    expect(await contentOf(target.client)).toEqual(await contentOf(source.client))
  })
})

describe('refuses', () => {
  it('a target that holds what is not of this log, and writes nothing', async () => {
    await tell(source.client, newStream(), 2)
    await tell(target.client, newStream('foreign'), 1)
    const before = await contentOf(target.client)
    const refused = await migrate()
    expect(refused).toMatchObject({
      is: 'different',
      copied: 0,
      first: expect.stringMatching(/^event 1 of the log is .*@notes-.* the target has .*@foreign-/),
    })
    expect(await contentOf(target.client)).toEqual(before)
  })

  it('a target that goes on behind the end of this log', async () => {
    await tell(source.client, newStream(), 2)
    await migrate()
    await tell(target.client, newStream('foreign'), 1)
    expect(await migrate()).toMatchObject({
      is: 'different',
      copied: 0,
      first: expect.stringMatching(/^the log ends after 2 events, and the target goes on with .*@foreign-/),
    })
  })

  it('the source as the target, by whatever address', async () => {
    await tell(source.client, newStream(), 2)
    const again = connectEventStore(source.url.replace('127.0.0.1', 'localhost'))
    await expect(migrateLog({ source: source.client, target: again })).rejects.toThrow(
      new MigrationRefused('the source and the target are the same event store'),
    )
    await again.dispose()
  })

  it('a log whose older events are gone, before it writes anything', async () => {
    const [whole, cut] = [newStream(), newStream()]
    await tell(source.client, whole, 2)
    await tell(source.client, cut, 5)
    await sql(`delete from ${source.schema}.events where position in (3, 4)`)
    await expect(migrate()).rejects.toThrow(`revision 0 of ${cut} is gone from the source, so the events after it cannot keep theirs: notes.Noted`)
    expect(await contentOf(target.client)).toEqual([])
  })

  it.each([
    ['data', `data = '{"n":7}'`],
    ['metadata', `metadata = '{}'`],
    ['a type', `type = 'notes.Other'`],
    ['an id', `id = '00000000-0000-4000-8000-000000000000'`],
    ['a content type', 'is_json = false'],
  ])('to call a copy whole that differs in %s, and names the event', async (_, change) => {
    const stream = newStream()
    await tell(source.client, stream, 5)
    await migrate()
    await sql(`update ${target.schema}.events set ${change} where position = 3`)
    const { is, source: ours, target: theirs, ...found } = await migrate()
    expect({ is, ...found }).toMatchObject({ is: 'different', copied: 0, first: expect.stringContaining(`event 3 of the log is notes.Noted`) })
    expect(ours.hash).not.toBe(theirs.hash)
  })
})

const real = process.env['KONTOR_TEST_EVENTSTORE_URL']
it.each(['our own server', ...(real ? [real] : [])])('brings the whole log of %s to our own', async (from) => {
  const client = from === real ? connectEventStore(from) : source.client
  await tell(client, newStream(), 3)
  expect(await migrateLog({ source: client, target: target.client })).toMatchObject({ is: 'same' })
  if (client !== source.client) await client.dispose()
})
