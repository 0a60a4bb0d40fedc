import { AccessDenied, InvalidRequest } from '../errors.ts'
import type { Expected, ProposedEvent, Target } from '../events.ts'
import { isMetastream, originalOf } from '../metadata.ts'
import type { AppendReq, DeleteReq, TombstoneReq, UUID } from './definitions.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Beyond this a name no longer fits an index page of Postgres. */
const maxStreamNameBytes = 2_000

const half = (bits: bigint): string => BigInt.asUintN(64, bits).toString(16).padStart(16, '0')

/** An id that was sent as two numbers of 64 bits. */
export const idOfHalves = (most: bigint, least: bigint): string =>
  (half(most) + half(least)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** In lower case. @throws InvalidRequest */
export const toId = (text: string): string => {
  const id = text.toLowerCase()
  if (!uuid.test(id)) throw new InvalidRequest(`Not a UUID: ${JSON.stringify(text)}`)
  return id
}

const idIn = (sent: UUID | undefined): string => {
  const structured = sent?.getStructured()
  if (!structured) return sent?.getString() ?? ''
  return idOfHalves(BigInt(structured.getMostSignificantBits()), BigInt(structured.getLeastSignificantBits()))
}

/** Postgres' text holds every character but NUL. */
const plain = (text: string, what: string): string => {
  if (text === '' || text.includes('\0')) throw new InvalidRequest(`${what} must not be empty or contain NUL`)
  return text
}

const toName = (bytes: Uint8Array): string => {
  if (bytes.length > maxStreamNameBytes) throw new InvalidRequest(`A stream name has at most ${maxStreamNameBytes} bytes`)
  return plain(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(), 'A stream name')
}

/** A stream that may be written: not the log itself, nor metadata of nothing or of metadata. @throws InvalidRequest, AccessDenied */
export const toWritable = (name: Uint8Array): string => {
  const stream = toName(name)
  if (stream === '$all') throw new AccessDenied('Nobody writes to $all')
  if (isMetastream(stream) && (originalOf(stream) === '' || isMetastream(originalOf(stream))))
    throw new InvalidRequest(`Not a stream name: ${stream}`)
  return stream
}

type Identifier = { getStreamName_asU8(): Uint8Array }

const nameIn = (sent: Identifier | undefined): Uint8Array => sent?.getStreamName_asU8() ?? new Uint8Array()

/** @throws InvalidRequest */
export const toStream = (sent: Identifier | undefined): string => toName(nameIn(sent))

/** Checks an event as it was sent. @throws InvalidRequest */
export const toEvent = ({ id, type, isJson, data, metadata }: ProposedEvent): ProposedEvent => ({
  id: toId(id),
  type: plain(type, 'An event type'),
  isJson,
  data,
  metadata,
})

export const toProposedEvent = (sent: AppendReq.ProposedMessage): ProposedEvent => {
  const metadata = sent.getMetadataMap()
  return toEvent({
    id: idIn(sent.getId()),
    type: metadata.get('type') ?? '',
    isJson: metadata.get('content-type') === 'application/json',
    data: sent.getData_asU8(),
    metadata: sent.getCustomMetadata_asU8(),
  })
}

type ExpectedOptions = { hasAny(): boolean; hasNoStream(): boolean; hasStreamExists(): boolean }

const toExpected = (options: ExpectedOptions, exact: string | undefined): Expected => {
  if (exact !== undefined) return Number(exact)
  if (options.hasNoStream()) return 'no_stream'
  if (options.hasStreamExists()) return 'stream_exists'
  if (options.hasAny()) return 'any'
  throw new InvalidRequest('An append must name the revision it expects')
}

type TargetOptions = AppendReq.Options | DeleteReq.Options | TombstoneReq.Options

/** `deadline` is that of the call, in milliseconds since 1970. */
export const toTarget = (options: TargetOptions, deadline: number): Target => ({
  stream: toWritable(nameIn(options.getStreamIdentifier())),
  expected: toExpected(options, options.hasRevision() ? options.getRevision() : undefined),
  deadline,
})
