import { InvalidRequest } from '../errors.ts'
import type { Expected, ProposedEvent, Target } from '../events.ts'
import { idOfHalves, toWritable } from './decode-append.ts'
import { bytes, message, skip, type Take, text, uint64, varint, wholeMessage } from './protobuf.ts'

type Name = { bytes: Buffer }
type Time = { seconds: number; nanos: number }
type Options = { name: Name; expected: Expected | undefined; deadline: Time | undefined }

/** `BatchAppendReq` as it was sent: nothing in it has been checked. Data and metadata lie in the message that was received. */
export type BatchMessage = {
  correlationId: string
  options: Options | undefined
  readonly proposed: ProposedEvent[]
  isFinal: boolean
}

const none = Buffer.alloc(0)

/** Protobuf writes a negative number as the uint64 with the same bits. */
const signed = (value: number | bigint): number => Number(typeof value === 'bigint' ? BigInt.asIntN(64, value) : value)

const takeHalf: Take<{ most: number | bigint; least: number | bigint }> = (halves, tag, from) => {
  if (tag === 0x08) halves.most = uint64(from)
  else if (tag === 0x10) halves.least = uint64(from)
  else skip(tag, from)
}

const takeId: Take<{ text: string }> = (id, tag, from) => {
  if (tag === 0x0a) {
    const { most, least } = message(from, { most: 0, least: 0 }, takeHalf)
    id.text = idOfHalves(BigInt(most), BigInt(least))
  } else if (tag === 0x12) id.text = text(from)
  else skip(tag, from)
}

const takeName: Take<Name> = (name, tag, from) => {
  if (tag === 0x1a) name.bytes = bytes(from)
  else skip(tag, from)
}

const takeTime: Take<Time> = (time, tag, from) => {
  if (tag === 0x08) time.seconds = signed(uint64(from))
  else if (tag === 0x10) time.nanos = signed(uint64(from))
  else skip(tag, from)
}

const expectedAt = new Map<number, Expected>([
  [0x1a, 'no_stream'],
  [0x22, 'any'],
  [0x2a, 'stream_exists'],
])

const takeOption: Take<Options> = (options, tag, from) => {
  if (tag === 0x0a) options.name = message(from, { bytes: none }, takeName)
  else if (tag === 0x10) options.expected = Number(uint64(from))
  else if (tag === 0x32) options.deadline = message(from, { seconds: 0, nanos: 0 }, takeTime)
  else {
    options.expected = expectedAt.get(tag) ?? options.expected
    skip(tag, from)
  }
}

const takeFact: Take<{ key: string; value: string }> = (fact, tag, from) => {
  if (tag === 0x0a) fact.key = text(from)
  else if (tag === 0x12) fact.value = text(from)
  else skip(tag, from)
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

const takeProposed: Take<Writable<ProposedEvent>> = (event, tag, from) => {
  if (tag === 0x0a) event.id = message(from, { text: '' }, takeId).text
  else if (tag === 0x12) {
    const { key, value } = message(from, { key: '', value: '' }, takeFact)
    if (key === 'type') event.type = value
    if (key === 'content-type') event.isJson = value === 'application/json'
  } else if (tag === 0x1a) event.metadata = bytes(from)
  else if (tag === 0x22) event.data = bytes(from)
  else skip(tag, from)
}

const takePart: Take<BatchMessage> = (sent, tag, from) => {
  if (tag === 0x0a) sent.correlationId = message(from, { text: '' }, takeId).text
  else if (tag === 0x12) sent.options = message(from, { name: { bytes: none }, expected: undefined, deadline: undefined }, takeOption)
  else if (tag === 0x1a) sent.proposed.push(message(from, { id: '', type: '', isJson: false, data: none, metadata: none }, takeProposed))
  else if (tag === 0x20) sent.isFinal = varint(from) !== 0
  else skip(tag, from)
}

/**
 * In one pass and by hand: the generated decoder makes several objects an event and copies its bytes. Each tag is the number of a field times 8 and its type on the wire.
 * @throws RangeError for bytes that are no such message.
 */
export const decodeBatchMessage = (encoded: Buffer): BatchMessage =>
  wholeMessage(encoded, { correlationId: '', options: undefined, proposed: [], isFinal: false }, takePart)

/** What EventStoreDB grants a batch append that names no deadline of its own. */
const defaultDeadlineMs = 10_000

/** @throws InvalidRequest, AccessDenied */
export const toBatchTarget = ({ name, expected, deadline }: Options, now: number): Target => {
  const stream = toWritable(name.bytes)
  if (expected === undefined) throw new InvalidRequest('An append must name the revision it expects')
  return { stream, expected, deadline: deadline ? deadline.seconds * 1_000 + deadline.nanos / 1e6 : now + defaultDeadlineMs }
}
