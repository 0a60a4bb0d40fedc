import type { ServerReadableStream, ServiceError, sendUnaryData } from '@grpc/grpc-js'
import { type AppendAnswer, maxAppendSize, type ProposedEvent, sizeOf, type Target } from '../events.ts'
import { toProposedEvent, toTarget } from '../protocol/decode-append.ts'
import type { AppendReq } from '../protocol/definitions.ts'
import { encodeAppended, encodeWrongVersion } from '../protocol/encode-append.ts'
import type { StoreContext } from './context.ts'
import { invalid, statusOf, streamDeleted, tooLarge, tooLate, unavailable } from './status.ts'

type Call = ServerReadableStream<AppendReq, Buffer>

const reply = (head: Target, answer: AppendAnswer): Buffer | ServiceError => {
  switch (answer.kind) {
    case 'appended':
      return encodeAppended(answer)
    case 'wrong-version':
      return encodeWrongVersion(head, answer.current)
    case 'stream-deleted':
      return streamDeleted(head.stream)
    case 'too-late':
      return tooLate()
    case 'unavailable':
      return unavailable(answer.reason)
  }
}

/** One append a call, its options first and then an event a message. The client uses it when credentials come with the call. */
export const append =
  ({ writer }: StoreContext) =>
  (call: Call, callback: sendUnaryData<Buffer>): void => {
    const events: ProposedEvent[] = []
    let head: Target | undefined
    let size = 0
    let over = false
    const done = (told: Buffer | ServiceError): void => {
      if (over) return
      over = true
      if (told instanceof Error) callback(told)
      else callback(null, told)
    }

    const receive = (message: AppendReq): void => {
      const options = message.getOptions()
      const proposed = message.getProposedMessage()
      if (options) head = toTarget(options, Number(call.getDeadline()))
      if (!proposed || over) return
      const event = toProposedEvent(proposed)
      size += sizeOf(event)
      events.push(event)
      if (size > maxAppendSize) done(tooLarge())
    }

    call.on('data', (message: AppendReq) => {
      try {
        receive(message)
      } catch (error) {
        done(statusOf(error))
      }
    })
    call.on('end', () => {
      const asked = head
      if (over) return
      if (asked) writer.write({ ...asked, events }, (answer) => done(reply(asked, answer)))
      else done(invalid('An append must begin with its options'))
    })
  }
