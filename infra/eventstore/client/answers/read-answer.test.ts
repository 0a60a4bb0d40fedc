import { convertGrpcEvent } from '@eventstore/db-client/dist/utils/convertGrpcEvent.js'
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { streamsMethods } from '../../server/protocol/definitions.ts'
import { anEvent, anyAnswer } from './made-up-answers.ts'
import { readAnswer } from './read-answer.ts'

const { responseDeserialize: generated } = streamsMethods.read

const outcome = <T>(of: () => T): { value: T } | { thrown: string } => {
  try {
    return { value: of() }
  } catch (error) {
    return { thrown: String(error) }
  }
}

/** All that the client's ReadStream and Subscription ask of an answer, in the values they make of it. */
const seen = (answer: ReadResp) => {
  const [event, checkpoint, notFound] = [answer.getEvent(), answer.getCheckpoint(), answer.getStreamNotFound()]
  return {
    has: [
      answer.hasEvent(),
      answer.hasConfirmation(),
      answer.hasCheckpoint(),
      answer.hasStreamNotFound(),
      answer.hasCaughtUp(),
      answer.hasFellBehind(),
    ],
    event: event && outcome(() => convertGrpcEvent(event)),
    confirmation: answer.getConfirmation()?.getSubscriptionId(),
    checkpoint: checkpoint && [BigInt(checkpoint.getCommitPosition()), BigInt(checkpoint.getPreparePosition())],
    notFound: notFound && Buffer.from(notFound.getStreamIdentifier()?.getStreamName() ?? '').toString(),
  }
}
const byHand = (encoded: Buffer) => seen(readAnswer(encoded) as unknown as ReadResp)

test('whatever a server sends, the client sees what it sees by its own decoder', () => {
  fc.assert(
    fc.property(anyAnswer, (encoded) => {
      expect(byHand(encoded)).toStrictEqual(seen(generated(encoded)))
    }),
    { numRuns: 1_000 },
  )
})

test('the same of events, their links and their bytes', () => {
  fc.assert(
    fc.property(anEvent, (encoded) => {
      expect(byHand(encoded)).toStrictEqual(seen(generated(encoded)))
    }),
    { numRuns: 1_000 },
  )
})

test('a message that was cut off fails', () => {
  const ends = (encoded: Buffer) => Array.from({ length: encoded.length - 1 }, (_, index) => encoded.subarray(0, index + 1))
  fc.assert(
    fc.property(anEvent, (encoded) => {
      for (const part of ends(encoded)) expect(() => readAnswer(part)).toThrow(RangeError)
    }),
    { numRuns: 20 },
  )
})
