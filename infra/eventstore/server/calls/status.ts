import { Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { InvalidRequest } from '../errors.ts'
import { maxAppendSize } from '../events.ts'

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

/** A request that cannot be meant is the client's fault; anything else is a database that does not answer, and worth another try. */
export const statusOf = (error: unknown): ServiceError => {
  if (error instanceof InvalidRequest) return invalid(error.message)
  return unavailable(`the event log cannot be read at the moment: ${error instanceof Error ? error.message : String(error)}`)
}
