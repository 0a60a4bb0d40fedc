import type { EventStoreDBClient } from '@eventstore/db-client'
import { Empty, openRead, ReadReq, type ReadResp } from './calls.ts'
import type { LogEvent } from './log-event.ts'

const wholeLog = () => {
  const all = new ReadReq.Options.AllOptions()
  all.setStart(new Empty())
  const ids = new ReadReq.Options.UUIDOption()
  ids.setString(new Empty())
  const options = new ReadReq.Options()
  options.setAll(all)
  options.setCount(String(Number.MAX_SAFE_INTEGER))
  options.setUuidOption(ids)
  options.setNoFilter(new Empty())
  const request = new ReadReq()
  request.setOptions(options)
  return request
}

const toEvent = (message: ReadResp): LogEvent | undefined => {
  const event = message.getEvent()?.getEvent()
  if (!event) return undefined
  const told = event.getMetadataMap()
  return {
    position: BigInt(event.getCommitPosition()),
    stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    revision: BigInt(event.getStreamRevision()),
    id: event.getId()?.getString() ?? '',
    type: told.get('type') ?? '',
    contentType: told.get('content-type') ?? 'application/octet-stream',
    data: event.getData_asU8(),
    metadata: event.getCustomMetadata_asU8(),
  }
}

/** The whole of `$all` in its order, links as they lie, as far as it goes when the read begins. May be left at any time. Raises what the connection raises. */
export async function* readLog(client: EventStoreDBClient): AsyncGenerator<LogEvent, void> {
  const call = await openRead(client, wholeLog())
  // A read that is left ends in an error, which nobody is there to hear.
  call.on('error', () => {})
  try {
    for await (const message of call) {
      const event = toEvent(message)
      if (event) yield event
    }
  } finally {
    call.cancel()
  }
}
