import { status } from '@grpc/grpc-js'
import { type AppendAnswer, type Expected, maxAppendSize, noStream } from '../events.ts'
import { encode, encodeFrame, type Wire } from './wire.ts'

/** An answer the client gets as a message; that the log cannot be written ends the call instead. */
export type Told =
  | Exclude<AppendAnswer, { kind: 'unavailable' }>
  | { readonly kind: 'too-large' }
  | { readonly kind: 'access-denied'; readonly reason: string }
  | { readonly kind: 'invalid'; readonly reason: string }

type Asked = { readonly stream: string; readonly expected: Expected }

const overhead = 512

const position = (wire: Wire, field: number, at: number): void =>
  wire.message(field, () => {
    wire.number(2, at) // prepare
    wire.number(1, at) // commit
  })

/** The same four fields in two messages, at different numbers: [exact, any, stream exists, no stream]. */
const expectedRevision = (wire: Wire, expected: Expected, [exact, any, exists, none]: readonly [number, number, number, number]): void => {
  if (typeof expected === 'number') wire.number(exact, expected)
  else wire.message({ any, stream_exists: exists, no_stream: none }[expected])
}

const appended = (wire: Wire, answer: Extract<Told, { kind: 'appended' }>): void => {
  if (answer.position === undefined) wire.message(4)
  else position(wire, 3, answer.position)
  if (answer.revision === noStream) wire.message(2)
  else wire.number(1, answer.revision)
}

/** `AppendResp`, the answer of a unary append. */
export const encodeAppended = (answer: Extract<Told, { kind: 'appended' }>): Buffer =>
  encode(overhead, (wire) => wire.message(1, () => appended(wire, answer)))

export const encodeWrongVersion = ({ expected }: Asked, current: number): Buffer =>
  encode(overhead, (wire) =>
    wire.message(2, () => {
      expectedRevision(wire, expected, [8, 9, 10, 11])
      if (current === noStream) wire.message(7)
      else wire.number(6, current)
    }),
  )

type Failure = { readonly code: status; readonly message: string; readonly type: string; readonly details?: (wire: Wire) => void }

const failureOf = ({ stream, expected }: Asked, answer: Exclude<Told, { kind: 'appended' }>): Failure => {
  switch (answer.kind) {
    case 'wrong-version': {
      const details = (wire: Wire): void => {
        expectedRevision(wire, expected, [3, 4, 5, 6])
        if (answer.current === noStream) wire.message(2)
        else wire.number(1, answer.current)
      }
      return { code: status.FAILED_PRECONDITION, message: 'WrongExpectedVersion', type: 'WrongExpectedVersion', details }
    }
    case 'stream-deleted': {
      const details = (wire: Wire): void => wire.message(1, () => wire.text(3, stream))
      return { code: status.FAILED_PRECONDITION, message: 'StreamDeleted', type: 'StreamDeleted', details }
    }
    case 'access-denied':
      return { code: status.PERMISSION_DENIED, message: answer.reason, type: 'AccessDenied' }
    case 'too-late':
      return { code: status.DEADLINE_EXCEEDED, message: 'Timeout', type: 'Timeout' }
    case 'too-large': {
      const details = (wire: Wire): void => wire.number(1, maxAppendSize)
      return { code: status.INVALID_ARGUMENT, message: 'Maximum Append Size Exceeded', type: 'MaximumAppendSizeExceeded', details }
    }
    case 'invalid':
      return { code: status.INVALID_ARGUMENT, message: answer.reason, type: 'BadRequest', details: (wire) => wire.text(1, answer.reason) }
  }
}

/** `google.rpc.Status`: by the type of its details the client chooses the error it raises. */
const failure = (wire: Wire, { code, message, type, details }: Failure): void => {
  wire.message(3, () => {
    wire.message(2, details)
    wire.text(1, `type.googleapis.com/event_store.client.${type}`)
  })
  wire.text(2, message)
  wire.number(1, code)
}

/** `DeleteResp` and `TombstoneResp`, which are the same. */
export const encodeDeleted = (at: number): Buffer => encode(overhead, (wire) => position(wire, 1, at))

/** A frame with a `BatchAppendResp`: the client matches it by the correlation id. */
export const encodeBatchAnswer = (correlationId: string, asked: Asked, answer: Told): Buffer => {
  const reason = 'reason' in answer ? 6 * answer.reason.length : 0
  return encodeFrame(overhead + 6 * asked.stream.length + reason, (wire) => {
    expectedRevision(wire, asked.expected, [5, 7, 8, 6])
    wire.message(4, () => wire.text(3, asked.stream))
    if (answer.kind === 'appended') wire.message(3, () => appended(wire, answer))
    else wire.message(2, () => failure(wire, failureOf(asked, answer)))
    wire.message(1, () => wire.text(2, correlationId))
  })
}
