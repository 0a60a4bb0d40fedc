import { Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { AccessDenied, InvalidRequest, StreamDeleted } from '../errors.ts'
import { type Expected, lastOfAll, maxAppendSize, type Target } from '../events.ts'

/** How a call ends in failure. The client picks its error class by the trailer `exception`, and by the code where there is none. */
const failed = (code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError => {
  const metadata = new Metadata()
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value)
  return Object.assign(new Error(details), { code, details, metadata })
}

export const unavailable = (reason: string): ServiceError => failed(status.UNAVAILABLE, reason)

export const invalid = (reason: string): ServiceError => failed(status.INVALID_ARGUMENT, reason)

export const tooLate = (): ServiceError => failed(status.DEADLINE_EXCEEDED, 'The deadline passed before the events were committed')

export const tooLarge = (): ServiceError =>
  failed(status.INVALID_ARGUMENT, `Maximum Append Size of ${maxAppendSize} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maxAppendSize),
  })

/** A trailer holds visible ASCII only. */
const visible = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : encodeURI(text))

export const streamDeleted = (stream: string): ServiceError =>
  failed(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': visible(stream) })

const largestInt64 = 2n ** 63n - 1n

/** As EventStoreDB numbers what may be expected (`ExpectedVersion`). */
const versionOf = (expected: Expected): string => {
  if (typeof expected !== 'number') return { no_stream: '-1', any: '-2', stream_exists: '-4' }[expected]
  return String(expected < lastOfAll ? BigInt(expected) : largestInt64)
}

/** How a deletion is refused. Of a stream that is not there the version is -1, which the client shows as a number: only appends have a word for it. */
export const wrongVersion = ({ stream, expected }: Pick<Target, 'stream' | 'expected'>, current: number): ServiceError => {
  const versions = { 'expected-version': versionOf(expected), 'actual-version': String(current) }
  const details = `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${versionOf(expected)}, Actual version: ${current}`
  return failed(status.FAILED_PRECONDITION, details, { exception: 'wrong-expected-version', 'stream-name': visible(stream), ...versions })
}

/** A request that cannot be meant is the client's fault; anything else is a database that does not answer, and worth another try. */
export const statusOf = (error: unknown): ServiceError => {
  if (error instanceof InvalidRequest) return invalid(error.message)
  if (error instanceof StreamDeleted) return streamDeleted(error.stream)
  if (error instanceof AccessDenied) return failed(status.PERMISSION_DENIED, error.message, { exception: 'access-denied' })
  return unavailable(`the event log cannot be read at the moment: ${error instanceof Error ? error.message : String(error)}`)
}
