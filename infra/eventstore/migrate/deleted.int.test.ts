import { type EventStoreDBClient, type JSONType, jsonEvent, NO_STREAM, StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client'
import { expect, it } from 'vitest'
import { newStream, noted } from '../server/testing.ts'
import { migrateLog } from './index.ts'
import { contentOf, testStores } from './testing.ts'

const { open } = testStores()

const read = (client: EventStoreDBClient, stream: string) =>
  Array.fromAsync(client.readStream(stream)).then(
    (events) => events.map(({ event }) => Number(event?.revision)),
    (error: Error) => error.constructor,
  )

it('keeps limits, deletions and tombstones, wherever the copying begins', async () => {
  const [source, target] = [await open(), await open()]
  const { client } = source
  const copy = async () => expect(await migrateLog({ source: client, target: target.client })).toMatchObject({ is: 'same' })
  const [limited, deleted, returned, changed, buried, revived, unborn] = Array.from({ length: 7 }, () => newStream()) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  for (const stream of [limited, deleted, returned, changed, buried, revived]) {
    await client.appendToStream(stream, [noted(0), noted(1), noted(2)], { expectedRevision: NO_STREAM })
  }
  await client.setStreamMetadata(limited, { maxCount: 2, team: 'sales' })
  await client.setStreamMetadata(changed, { truncateBefore: 1 })
  await client.setStreamMetadata(changed, { maxAge: 3_600, acl: { readRoles: ['$admins'] } })
  for (const stream of [deleted, returned, changed, revived]) await client.deleteStream(stream, { expectedRevision: 2n })
  await copy()

  await client.appendToStream(returned, [noted(3), noted(4)], { expectedRevision: 2n })
  await client.setStreamMetadata(changed, { maxCount: 1 })
  await copy()

  await client.appendToStream(returned, noted(5), { expectedRevision: 4n })
  await client.deleteStream(returned, { expectedRevision: 5n })
  await client.appendToStream(returned, noted(6), { expectedRevision: NO_STREAM })
  await client.setStreamMetadata(returned, { maxCount: 10, truncateBefore: 6 })
  await client.appendToStream(changed, noted(3), { expectedRevision: 2n })
  await client.tombstoneStream(buried, { expectedRevision: 2n })
  await client.tombstoneStream(unborn, { expectedRevision: NO_STREAM })
  await client.appendToStream(revived, noted(3), { expectedRevision: 2n })
  await client.tombstoneStream(revived, { expectedRevision: 3n })
  await copy()

  // Between our own servers not even what they write by themselves differs.
  expect(await contentOf(target.client)).toEqual(await contentOf(client))
  const streams = [limited, deleted, returned, changed, buried, revived, unborn]
  const told = await Promise.all(streams.map((stream) => read(target.client, stream)))
  expect(told).toEqual([[1, 2], StreamNotFoundError, [6], [3], StreamDeletedError, StreamDeletedError, StreamDeletedError])
  expect(told).toEqual(await Promise.all(streams.map((stream) => read(client, stream))))
  expect(await target.client.getStreamMetadata(limited)).toMatchObject({ metadata: { maxCount: 2, team: 'sales' } })
})

it('keeps the beginning of a deleted stream hidden when its metadata were changed afterwards, and goes on from there', async () => {
  const [source, target] = [await open(), await open()]
  const { client } = source
  const [once, twice] = [newStream(), newStream()]
  for (const stream of [once, twice]) {
    await client.appendToStream(stream, [noted(0), noted(1)], { expectedRevision: NO_STREAM })
    await client.deleteStream(stream, { expectedRevision: 1n })
    await client.setStreamMetadata(stream, { maxCount: 3 })
    if (stream === twice) await client.setStreamMetadata(stream, { maxCount: 2 })
    await client.appendToStream(stream, noted(2), { expectedRevision: 1n })
  }
  expect(await migrateLog({ source: client, target: target.client })).toMatchObject({ is: 'same' })
  expect(await contentOf(target.client)).toEqual(await contentOf(client))
  expect([await read(target.client, once), await read(target.client, twice)]).toEqual([[2], [1, 2]])
})

it('keeps metadata that were written several at once, behind a deletion and with one', async () => {
  const [source, target] = [await open(), await open()]
  const { client } = source
  const stream = newStream()
  const said = (...all: readonly object[]) => all.map((data) => jsonEvent({ type: '$metadata', data: data as JSONType }))
  await client.appendToStream(stream, [noted(0), noted(1)], { expectedRevision: NO_STREAM })
  await client.deleteStream(stream, { expectedRevision: 1n })
  await client.appendToStream(`$$${stream}`, said({ $acl: {} }, { $tb: 1 }, { $maxCount: 3 }), { expectedRevision: 0n })
  await client.deleteStream(stream, { expectedRevision: 1n })
  await client.appendToStream(`$$${stream}`, said({ $maxCount: 5 }), { expectedRevision: 5n })
  expect(await migrateLog({ source: client, target: target.client })).toMatchObject({ is: 'same' })
  expect(await contentOf(target.client)).toEqual(await contentOf(client))
})

it('finds a tombstone that only one side has', async () => {
  const [source, target] = [await open(), await open()]
  const stream = newStream()
  await source.client.appendToStream(stream, noted(0), { expectedRevision: NO_STREAM })
  await migrateLog({ source: source.client, target: target.client })
  await target.client.tombstoneStream(stream, { expectedRevision: 0n })
  expect(await migrateLog({ source: source.client, target: target.client })).toMatchObject({
    is: 'different',
    first: expect.stringContaining('the target goes on with $streamDeleted'),
  })
})
