import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Expected } from '../events.ts'
import { idOfHalves } from './decode-append.ts'
import { type BatchMessage, decodeBatchMessage, toBatchTarget } from './decode-batch.ts'
import { type BatchAppendReq, streamsMethods, type UUID } from './definitions.ts'

type Bytes = readonly number[]

const varint = (value: bigint): Bytes => (value < 128n ? [Number(value)] : [Number(value % 128n) + 128, ...varint(value / 128n)])
const tag = (field: number, type: number): Bytes => varint(BigInt(field * 8 + type))
const number = (field: number, value: bigint): Bytes => [...tag(field, 0), ...varint(BigInt.asUintN(64, value))]
const delimited = (field: number, body: Bytes): Bytes => [...tag(field, 2), ...varint(BigInt(body.length)), ...body]
const text = (field: number, value: string): Bytes => delimited(field, [...Buffer.from(value)])

const anyNumber = (field: number, range: { min: bigint; max: bigint }) => fc.bigInt(range).map((value) => number(field, value))
const anyBytes = (field: number) => fc.uint8Array({ maxLength: 200 }).map((body) => delimited(field, [...body]))
const anyText = (field: number) => fc.string({ unit: 'binary', maxLength: 60 }).map((value) => text(field, value))

/** Fields of a later version, of every type there is. */
const unknown = fc.oneof(
  anyNumber(20, { min: 0n, max: 2n ** 64n - 1n }),
  anyBytes(21),
  fc.uint8Array({ minLength: 8, maxLength: 8 }).map((eight) => [...tag(22, 1), ...eight]),
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map((four) => [...tag(3_000, 5), ...four]),
)
/** Any fields any number of times in any order, as protobuf allows. */
const fields = (...known: readonly fc.Arbitrary<Bytes>[]): fc.Arbitrary<Bytes> =>
  fc.array(fc.oneof(...known, ...known, unknown), { maxLength: 8 }).map((parts) => parts.flat())
const inside = (field: number, body: fc.Arbitrary<Bytes>): fc.Arbitrary<Bytes> => body.map((bytes) => delimited(field, bytes))

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n }
const uint64 = { min: 0n, max: 2n ** 64n - 1n }
/** The generated decoder knows times as doubles. */
const exact = { min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n }
const int32 = { min: -(2n ** 31n), max: 2n ** 31n - 1n }

const id = fields(anyText(2), inside(1, fields(anyNumber(1, int64), anyNumber(2, int64))))
const nothing = fields()
const time = fields(anyNumber(1, exact), anyNumber(2, int32))
const position = fc.oneof(anyNumber(2, uint64), anyNumber(2, { min: 0n, max: 300n }))
const expected = [position, inside(3, nothing), inside(4, nothing), inside(5, nothing)]
const options = fields(inside(1, fields(anyBytes(3))), inside(6, time), ...expected)
/** The generated decoder takes no unknown fields in these. */
const fact = fc.oneof(
  fc.array(fc.oneof(anyText(1), anyText(2)), { maxLength: 4 }).map((parts) => parts.flat()),
  anyText(2).map((type) => [...text(1, 'type'), ...type]),
  fc.constantFrom('application/json', 'application/octet-stream').map((kind) => [...text(2, kind), ...text(1, 'content-type')]),
)
const proposed = fields(inside(1, id), inside(2, fact), anyBytes(3), anyBytes(4))
const sent = fields(inside(1, id), inside(2, options), inside(3, proposed), inside(3, proposed), anyNumber(4, { min: 0n, max: 1n }))

const idOf = (uuid: UUID | undefined): string => {
  const structured = uuid?.getStructured()
  if (!structured) return uuid?.getString() ?? ''
  return idOfHalves(BigInt(structured.getMostSignificantBits()), BigInt(structured.getLeastSignificantBits()))
}
const expectedOf = (generated: BatchAppendReq.Options): Expected | undefined => {
  if (generated.hasStreamPosition()) return Number(generated.getStreamPosition())
  if (generated.hasNoStream()) return 'no_stream'
  if (generated.hasAny()) return 'any'
  return generated.hasStreamExists() ? 'stream_exists' : undefined
}
const optionsOf = (generated: BatchAppendReq.Options): BatchMessage['options'] => {
  const deadline = generated.getDeadline()
  return {
    name: { bytes: Buffer.from(generated.getStreamIdentifier()?.getStreamName_asU8() ?? []) },
    expected: expectedOf(generated),
    deadline: deadline && { seconds: deadline.getSeconds(), nanos: deadline.getNanos() },
  }
}
const plainly = (generated: BatchAppendReq): BatchMessage => {
  const chosen = generated.getOptions()
  return {
    correlationId: idOf(generated.getCorrelationId()),
    options: chosen && optionsOf(chosen),
    proposed: generated.getProposedMessagesList().map((event) => ({
      id: idOf(event.getId()),
      type: event.getMetadataMap().get('type') ?? '',
      isJson: event.getMetadataMap().get('content-type') === 'application/json',
      data: Buffer.from(event.getData_asU8()),
      metadata: Buffer.from(event.getCustomMetadata_asU8()),
    })),
    isFinal: generated.getIsFinal(),
  }
}

it('reads what the generated decoder reads', () => {
  fc.assert(
    fc.property(sent, (bytes) => {
      const encoded = Buffer.from(bytes)
      expect(decodeBatchMessage(encoded)).toEqual(plainly(streamsMethods.batchAppend.requestDeserialize(encoded)))
    }),
    { numRuns: 2_000 },
  )
})

it('reads any bytes to their end or says that they are no message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), sent, fc.nat(), (noise, bytes, length) => {
      for (const encoded of [Buffer.from(noise), Buffer.from(bytes.slice(0, length % (bytes.length + 1)))]) {
        try {
          decodeBatchMessage(encoded)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }
    }),
  )
})

it('keeps the bytes of an event where they were received', () => {
  const encoded = Buffer.from(delimited(3, delimited(4, [1, 2, 3])))
  const [event] = decodeBatchMessage(encoded).proposed
  encoded.fill(9)
  expect([...(event?.data ?? [])]).toEqual([9, 9, 9])
})

it('grants ten seconds to an append that names no deadline', () => {
  const named = { name: { bytes: Buffer.from('notes-1') }, expected: 'any' } as const
  expect(toBatchTarget({ ...named, deadline: undefined }, 500)).toEqual({ stream: 'notes-1', expected: 'any', deadline: 10_500 })
  expect(toBatchTarget({ ...named, deadline: { seconds: 2, nanos: 250_000_000 } }, 500).deadline).toBe(2_250)
})
