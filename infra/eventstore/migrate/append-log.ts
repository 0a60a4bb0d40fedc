import { randomUUID } from 'node:crypto'
import type { EventStoreDBClient } from '@eventstore/db-client'
import { BatchAppendReq, type BatchAppendRequest, type BatchAppendResp, Empty, openBatchAppend, StreamIdentifier, UUID } from './calls.ts'
import { type LogEvent, placeOf, sizeOf } from './log-event.ts'
import { reasonOf } from './reason.ts'

/** The target did not take an append, or the connection ended before it said so. */
export class AppendFailed extends Error {
  override readonly name = 'AppendFailed'
}

/** Consecutive events of one stream. */
export type Run = readonly [LogEvent, ...LogEvent[]]

/** Appends that go out in order without waiting for one another, as many as the window has room for. */
export type Appends = {
  /** Behind the revision before the first. Resolves when there is room for the next. @throws AppendFailed, of this one or one before it */
  append(events: Run): Promise<void>
  /** Until everything is acknowledged. @throws AppendFailed */
  settled(): Promise<void>
  close(): void
}

/** Enough to fill a server's commits, little enough to stay far below the time it grants an append. */
const window = { appends: 128, bytes: 8 * 1024 * 1024 }

const eventsInMessage = 1_000

const idOf = (text: string) => {
  const id = new UUID()
  id.setString(text)
  return id
}

const optionsFor = ({ stream, revision }: LogEvent) => {
  const identifier = new StreamIdentifier()
  identifier.setStreamName(Buffer.from(stream))
  const options = new BatchAppendReq.Options()
  options.setStreamIdentifier(identifier)
  if (revision === 0n) options.setNoStream(new Empty() as Parameters<typeof options.setNoStream>[0])
  else options.setStreamPosition(String(revision - 1n))
  return options
}

const proposed = ({ id, type, contentType, data, metadata }: LogEvent) => {
  const message = new BatchAppendReq.ProposedMessage()
  message.setId(idOf(id))
  message.getMetadataMap().set('type', type).set('content-type', contentType)
  message.setData(data)
  message.setCustomMetadata(metadata)
  return message
}

/** One append in as many messages as it needs: a server takes 4 MB a message, of which small events fill the most with what stands around their bytes. */
const requestsFor = (correlationId: string, events: Run): BatchAppendRequest[] => {
  const requests: BatchAppendRequest[] = []
  for (let at = 0; at < events.length; at += eventsInMessage) {
    const request = new BatchAppendReq()
    request.setCorrelationId(idOf(correlationId))
    if (at === 0) request.setOptions(optionsFor(events[0]))
    request.setProposedMessagesList(events.slice(at, at + eventsInMessage).map(proposed))
    request.setIsFinal(at + eventsInMessage >= events.length)
    requests.push(request)
  }
  return requests
}

type Pending = { readonly first: LogEvent; readonly size: number }

/**
 * One call for all appends: a server takes them in the order in which they were sent, so what it holds is at any instant the beginning of what was sent. The
 * first that fails ends the call, and nothing is sent after it.
 */
export const openAppends = async (client: EventStoreDBClient): Promise<Appends> => {
  const call = await openBatchAppend(client)
  const pending = new Map<string, Pending>()
  let bytes = 0
  let failure: AppendFailed | undefined
  let wake = () => {}

  const fail = (message: string): void => {
    failure ??= new AppendFailed(message)
    call.cancel()
    wake()
  }
  const receive = (answer: BatchAppendResp): void => {
    const correlationId = answer.getCorrelationId()?.getString() ?? ''
    const asked = pending.get(correlationId)
    const error = answer.getError()
    pending.delete(correlationId)
    bytes -= asked?.size ?? 0
    if (error) fail(`the target refused ${asked ? placeOf(asked.first) : 'an append'}: ${error.getMessage()}`)
    wake()
  }
  call.on('data', receive)
  call.on('error', (error: Error) => fail(`the connection to the target ended: ${reasonOf(error)}`))
  call.on('end', () => fail('the target ended the call'))

  const until = async (isEnough: () => boolean): Promise<void> => {
    while (!failure && !isEnough()) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (failure) throw failure
  }

  return {
    append: async (events) => {
      const correlationId = randomUUID()
      const size = events.reduce((total, event) => total + sizeOf(event), 0)
      if (failure) throw failure
      pending.set(correlationId, { first: events[0], size })
      bytes += size
      for (const request of requestsFor(correlationId, events)) call.write(request)
      await until(() => pending.size < window.appends && bytes < window.bytes)
    },
    settled: () => until(() => pending.size === 0),
    close: () => call.cancel(),
  }
}
