import { setImmediate as soon } from 'node:timers/promises'
import { type Batch, type Feed, type Message, streamOf } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import type { DatabasePool } from 'slonik'
import { expect, onTestFinished, test } from 'vitest'
import { liveReader } from './live-reader.ts'
import { silent } from './testing.ts'

const message: Message<string, Record<string, unknown>> = { type: 'notes.Written', data: {}, meta: testMeta() }
const batchOf = (length: number): Batch => {
  const events = Array.from({ length }, (_, n) => ({
    ...message,
    id: id(n),
    stream: streamOf('notes', id(1), id(2)),
    revision: BigInt(n),
    position: String(n),
  }))
  return { events, position: String(length) }
}

/** Gives the reader one batch and says whether it comes for the next one before anything else can happen, and when it does. */
const after = async (length: number) => {
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  const next = Promise.withResolvers<void>()
  let asked = false
  const feed: Feed = async function* () {
    yield batchOf(length)
    asked = true
    next.resolve()
    await new Promise((resolve) => ending.signal.addEventListener('abort', resolve, { once: true }))
  }
  // No view is fed, so nothing is written.
  liveReader({ feed, pool: {} as DatabasePool, from: undefined, signal: ending.signal, log: silent })
  for (let turns = 0; turns < 3; turns++) await soon()
  const atOnce = asked
  await next.promise
  return atOnce
}

test('what one person does is followed at once by the next', async () => expect(await after(5)).toBe(true))
test('behind a crowd the next ones gather', async () => expect(await after(64)).toBe(false))
test('who is behind by a thousand and more does not wait for others', async () => expect(await after(1_000)).toBe(true))
