import { AccessDenied, InvalidRequest } from '../errors.ts'
import type { Expected, ProposedEvent, Target } from '../events.ts'
import { isMetastream, originalOf } from '../metadata.ts'
import type { AppendReq, BatchAppendReq, DeleteReq, TombstoneReq, UUID } from './definitions.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Beyond this a name no longer fits an index page of Postgres. */
const maxStreamNameBytes = 2_000

const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0')

/** An id in lower case with dashes, however the client sent it. */
export const toId = (sent: UUID | undefined): string => {
  const structured = sent?.getStructured()
  const text = structured ? half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits()) : (sent?.getString() ?? '')
  const id = structured ? text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : text.toLowerCase()
  if (!uuid.test(id)) throw new InvalidRequest(`Not a UUID: ${JSON.stringify(text)}`)
  return id
}

/** Postgres' text holds every character but NUL. */
const plain = (text: string, what: string): string => {
  if (text === '' || text.includes('\0')) throw new InvalidRequest(`${what} must not be empty or contain NUL`)
  return text
}

type Identifier = { getStreamName_asU8(): Uint8Array }

export const toStream = (sent: Identifier | undefined): string => {
  const bytes = sent?.getStreamName_asU8() ?? new Uint8Array()
  if (bytes.length > maxStreamNameBytes) throw new InvalidRequest(`A stream name has at most ${maxStreamNameBytes} bytes`)
  return plain(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(), 'A stream name')
}

/** A stream that may be written: not the log itself, nor metadata of nothing or of metadata. */
const toWritable = (sent: Identifier | undefined): string => {
  const stream = toStream(sent)
  if (stream === '$all') throw new AccessDenied('Nobody writes to $all')
  if (isMetastream(stream) && (originalOf(stream) === '' || isMetastream(originalOf(stream))))
    throw new InvalidRequest(`Not a stream name: ${stream}`)
  return stream
}

type Proposed = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage

export const toProposedEvent = (sent: Proposed): ProposedEvent => {
  const metadata = sent.getMetadataMap()
  return {
    id: toId(sent.getId()),
    type: plain(metadata.get('type') ?? '', 'An event type'),
    isJson: metadata.get('content-type') === 'application/json',
    data: sent.getData_asU8(),
    metadata: sent.getCustomMetadata_asU8(),
  }
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
  stream: toWritable(options.getStreamIdentifier()),
  expected: toExpected(options, options.hasRevision() ? options.getRevision() : undefined),
  deadline,
})

/** What EventStoreDB grants a batch append that names no deadline of its own. */
const defaultDeadlineMs = 10_000

export const toBatchTarget = (options: BatchAppendReq.Options, now: number): Target => {
  const deadline = options.getDeadline()
  return {
    stream: toWritable(options.getStreamIdentifier()),
    expected: toExpected(options, options.hasStreamPosition() ? options.getStreamPosition() : undefined),
    deadline: deadline ? deadline.getSeconds() * 1_000 + deadline.getNanos() / 1e6 : now + defaultDeadlineMs,
  }
}
