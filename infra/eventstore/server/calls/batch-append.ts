import type { ServerDuplexStream } from '@grpc/grpc-js'
import { AccessDenied, InvalidRequest } from '../errors.ts'
import { maxAppendSize, type ProposedEvent, sizeOf, type Target } from '../events.ts'
import { toEvent, toId } from '../protocol/decode-append.ts'
import { type BatchMessage, toBatchTarget } from '../protocol/decode-batch.ts'
import { encodeBatchAnswer, type Told } from '../protocol/encode-append.ts'
import type { StoreContext } from './context.ts'
import { openOutlet, type StreamingCall } from './outlet.ts'
import { invalid, unavailable } from './status.ts'

/** An append whose events are still arriving, in as many messages as the client likes. A refused one is read to its end and then answered. */
type Draft = { readonly head: Target; readonly events: ProposedEvent[]; size: number; refused: Told | undefined }

const nowhere: Target = { stream: '', expected: 'any', deadline: 0 }

/** How many appends of one call may be unanswered before no more are read from it. */
const mostUnanswered = 4_096

const refusal = (error: unknown): Told => {
  if (error instanceof InvalidRequest) return { kind: 'invalid', reason: error.message }
  if (error instanceof AccessDenied) return { kind: 'access-denied', reason: error.message }
  throw error
}

const begin = ({ options }: BatchMessage): Draft => {
  try {
    if (!options) throw new InvalidRequest('An append must begin with its options')
    return { head: toBatchTarget(options, Date.now()), events: [], size: 0, refused: undefined }
  } catch (error) {
    return { head: nowhere, events: [], size: 0, refused: refusal(error) }
  }
}

const extend = (draft: Draft, { proposed }: BatchMessage): void => {
  try {
    for (const sent of proposed) {
      if (draft.refused) return
      const event = toEvent(sent)
      draft.size += sizeOf(event)
      draft.events.push(event)
      if (draft.size > maxAppendSize) draft.refused = { kind: 'too-large' }
    }
  } catch (error) {
    draft.refused = refusal(error)
  }
}

/** One long call a client, over which its appends come and are answered in any order. */
export const batchAppend =
  ({ writer, onClose }: StoreContext) =>
  (call: ServerDuplexStream<BatchMessage, Buffer>): void => {
    const outlet = openOutlet(call as unknown as StreamingCall)
    const drafts = new Map<string, Draft>()
    let unanswered = 0
    let ended = false
    let frames: Buffer[] = []
    let sending = false

    // All answers of a commit leave together: the first of them arranges for it, the socket takes them when it is free.
    const flush = async (): Promise<void> => {
      while (frames.length > 0 && !outlet.closed()) {
        const ready = frames
        frames = []
        await outlet.send(ready)
      }
      sending = false
      if (ended && unanswered === 0) outlet.end()
    }

    const answer = (correlationId: string, head: Target, told: Told): void => {
      frames.push(encodeBatchAnswer(correlationId, head, told))
      if (sending) return
      sending = true
      queueMicrotask(flush)
    }

    const submit = (correlationId: string, { head, events }: Draft): void => {
      unanswered += 1
      if (unanswered === mostUnanswered) call.pause()
      writer.write({ ...head, events }, (told) => {
        unanswered -= 1
        if (unanswered === mostUnanswered - 1) call.resume()
        if (told.kind === 'unavailable') outlet.fail(unavailable(told.reason))
        else answer(correlationId, head, told)
      })
    }

    const receive = (message: BatchMessage): void => {
      const correlationId = toId(message.correlationId)
      const draft = drafts.get(correlationId) ?? begin(message)
      extend(draft, message)
      if (!message.isFinal) return void drafts.set(correlationId, draft)
      drafts.delete(correlationId)
      if (draft.refused) answer(correlationId, draft.head, draft.refused)
      else submit(correlationId, draft)
    }

    const forget = onClose(() => outlet.fail(unavailable('the event store is shutting down')))
    call.on('close', forget)
    call.on('cancelled', forget)
    call.on('data', (message: BatchMessage) => {
      try {
        receive(message)
      } catch (error) {
        outlet.fail(invalid(error instanceof Error ? error.message : String(error)))
      }
    })
    call.on('end', () => {
      ended = true
      if (unanswered === 0 && !sending) outlet.end()
    })
  }
