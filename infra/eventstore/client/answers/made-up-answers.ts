import fc from 'fast-check'

/** Encoded answers made up for the tests, with all the freedom a server has: fields in any order, absent, twice, unknown. */
type Bytes = fc.Arbitrary<Buffer>

const encoded = (value: bigint): readonly number[] => (value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...encoded(value >> 7n)])
const varint = (value: number | bigint): Buffer => Buffer.from(encoded(BigInt(value)))
const tag = (field: number, type: number): Buffer => varint(field * 8 + type)
const sized = (bytes: Buffer): Buffer => Buffer.concat([varint(bytes.length), bytes])

const uint64: Bytes = fc
  .oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.constantFrom(0n, 127n, 128n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n))
  .map(varint)
const characters: fc.Arbitrary<string> = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('поток-Ω-🜁', ''))

const number = (field: number): Bytes => uint64.map((value) => Buffer.concat([tag(field, 0), value]))
const bytes = (field: number, value: Bytes): Bytes => value.map((piece) => Buffer.concat([tag(field, 2), sized(piece)]))
const text = (field: number, value: fc.Arbitrary<string> = characters): Bytes =>
  bytes(
    field,
    value.map((string) => Buffer.from(string)),
  )

/** A field of a later version of the protocol, of any type there is, its tag in up to five bytes. */
const unknown: Bytes = fc
  .tuple(
    fc.oneof(fc.integer({ min: 20, max: 2 ** 29 - 1 }), fc.constantFrom(20, 2_048, 2 ** 29 - 1)),
    fc.constantFrom(0, 1, 2, 3, 5),
    uint64,
    characters,
  )
  .map(([field, type, value, string]) => {
    const bodies: Readonly<Record<number, Buffer>> = { 0: value, 1: Buffer.alloc(8, 255), 2: sized(Buffer.from(string)), 5: Buffer.alloc(4, 255) }
    const body = bodies[type]
    const group = [tag(21, 2), sized(Buffer.from(string)), tag(22, 0), value, tag(field, 4)]
    return Buffer.concat([tag(field, type), ...(body ? [body] : group)])
  })

/** Most of the fields once and a few more, in any order. */
const mixed = (fields: readonly Bytes[], more: readonly Bytes[]): Bytes =>
  fc
    .tuple(fc.tuple(...fields.map((field) => fc.option(field, { freq: 20 }))), fc.array(fc.oneof(...more), { maxLength: 2 }))
    .map(([once, again]) => [...once.filter((field) => field !== null), ...again])
    .chain((pieces) => fc.shuffledSubarray(pieces, { minLength: pieces.length }))
    .map((pieces) => Buffer.concat(pieces))

const message = (...fields: readonly Bytes[]): Bytes => mixed(fields, [unknown, ...fields])

const uuid = message(text(2, fc.uuid()))
/** Halves of a UUID of version 4: the client refuses what is none. */
const structured = fc
  .tuple(fc.bigInt({ min: 0n, max: 2n ** 48n - 1n }), fc.bigInt({ min: 0n, max: 2n ** 62n - 1n }))
  .map(([most, least]) => Buffer.concat([tag(1, 0), varint(most * 2n ** 16n + 0x4abcn), tag(2, 0), varint(2n ** 63n + least)]))
const name = message(
  bytes(
    3,
    fc.oneof(characters, fc.constant('$$заказ-1')).map((string) => Buffer.from(string)),
  ),
)
/** Without unknown fields, at which the client's own decoder of maps fails. */
const fact = (key: string, value: fc.Arbitrary<string>): Bytes => {
  const fields = [text(1, fc.constant(key)), text(2, value)]
  return bytes(6, mixed(fields, fields))
}
const json = fc.json({ stringUnit: 'binary' }).map((string) => Buffer.from(string))
const noJson = fc.oneof(
  characters.map((string) => Buffer.from(string)),
  fc.uint8Array({ maxLength: 300 }).map((data) => Buffer.from(data)),
)
const content = fc.oneof({ arbitrary: json, weight: 3 }, { arbitrary: noJson, weight: 1 })

const recorded = message(
  bytes(1, fc.oneof(uuid, bytes(1, structured), fc.tuple(uuid, bytes(1, structured)).map(Buffer.concat))),
  bytes(2, name),
  number(3),
  number(4),
  number(5),
  fact('type', characters),
  fact('content-type', fc.constantFrom('application/json', 'application/json', 'application/octet-stream', '')),
  fact('created', fc.oneof(fc.nat().map(String), characters)),
  bytes(7, content),
  bytes(8, content),
)
const position = message(number(1), number(2))

export const anEvent: Bytes = bytes(1, message(bytes(1, recorded), bytes(2, recorded), fc.oneof(number(3), bytes(4, fc.constant(Buffer.alloc(0))))))

/** Whatever a server may send for a read or a subscription, also several contents in one answer. */
export const anyAnswer: Bytes = message(
  fc.oneof(
    { arbitrary: anEvent, weight: 8 },
    { arbitrary: bytes(2, message(text(1))), weight: 1 },
    { arbitrary: bytes(3, position), weight: 1 },
    { arbitrary: bytes(4, message(bytes(1, name))), weight: 1 },
    { arbitrary: fc.oneof(number(5), number(6), bytes(7, position)), weight: 1 },
    { arbitrary: fc.oneof(bytes(8, message()), bytes(9, message())), weight: 1 },
  ),
)
