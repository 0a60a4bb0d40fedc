import { EventEmitter } from 'node:events'
import { binaryEvent, type EventData, jsonEvent } from '@eventstore/db-client'
import { batchAppend } from '@eventstore/db-client/dist/streams/appendToStream/batchAppend.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BatchAppendReq, streamsMethods } from '../server/protocol/definitions.ts'
import { appendRequest } from './append-request.ts'
import { handOverPlainBytes } from './plain-bytes.ts'

const { requestSerialize: generated, requestDeserialize: decoded } = streamsMethods.batchAppend

type Append = { stream: string; events: readonly EventData[]; expectedRevision: bigint | 'any' | 'no_stream' | 'stream_exists'; deadline: Date }

/** What the client's own code writes for an append, in as many messages as its events take. */
const messagesOf = async ({ stream, events, expectedRevision, deadline }: Append): Promise<readonly BatchAppendReq[]> => {
  const written: BatchAppendReq[] = []
  const last = Promise.withResolvers<void>()
  const write = (message: BatchAppendReq) => {
    written.push(message)
    if (message.getIsFinal()) last.resolve()
    return true
  }
  const client = { GRPCStreamCreator: () => async () => Object.assign(new EventEmitter(), { write }), createDeadline: () => deadline }
  void batchAppend.call(client as never, stream, [...events], { expectedRevision, batchAppendSize: 600 } as never)
  await last.promise
  return written
}

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 80 }))
const bytes = fc.uint8Array({ maxLength: 400 })
const json = fc.record({
  type: text,
  data: fc.object({ stringUnit: 'binary' }),
  metadata: fc.option(fc.oneof(fc.object(), bytes), { nil: undefined }),
})
const binary = fc.record({ type: text, data: bytes, metadata: fc.option(bytes, { nil: undefined }) })
const event = fc.oneof(
  json.map((made) => jsonEvent(made as never)),
  binary.map((made) => binaryEvent(made as never)),
)
const revision = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.constantFrom(0n, 2n ** 53n - 1n, 2n ** 53n),
  fc.bigInt({ min: 0n, max: 300n }),
)
const append: fc.Arbitrary<Append> = fc.record({
  stream: text,
  events: fc.array(event, { maxLength: 6 }),
  expectedRevision: fc.oneof(revision, fc.constantFrom('any' as const, 'no_stream' as const, 'stream_exists' as const)),
  deadline: fc.date({ min: new Date(-86_400_000), max: new Date('2200-01-01'), noInvalidDate: true }),
})

const sameAsGenerated = fc.asyncProperty(append, async (made) => {
  for (const message of await messagesOf(made))
    expect(decoded(appendRequest(message)).toObject()).toStrictEqual(decoded(generated(message)).toObject())
})

test('whatever the client appends, a server reads what it reads from the generated encoder', async () => {
  await fc.assert(sameAsGenerated, { numRuns: 500 })
})

test('the same of events handed over as plain bytes', async () => {
  handOverPlainBytes()
  await fc.assert(sameAsGenerated, { numRuns: 500 })
})
