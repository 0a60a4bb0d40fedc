import { randomUUID } from 'node:crypto'
import type { ServerWritableStream } from '@grpc/grpc-js'
import { type ReadRequest, toReadRequest } from '../protocol/decode-read.ts'
import type { ReadReq } from '../protocol/definitions.ts'
import { confirmationFrame, eventFrame, streamNotFoundFrame } from '../protocol/encode-read.ts'
import { allPages, streamPages } from '../read/pages.ts'
import type { StoreContext } from './context.ts'
import { followAll, followStream } from './follow.ts'
import { type Outlet, openOutlet, type StreamingCall } from './outlet.ts'
import { statusOf, unavailable } from './status.ts'

const sendPages = async (outlet: Outlet, pages: ReturnType<typeof allPages>): Promise<number> => {
  let sent = 0
  for await (const page of pages) {
    await outlet.send(page.map(eventFrame))
    sent += page.length
    if (outlet.closed()) break
  }
  return sent
}

const subscribe = async (context: StoreContext, { stream, from, filter }: ReadRequest, outlet: Outlet): Promise<void> => {
  const ignore = context.ring.listen(outlet.poke)
  try {
    await outlet.send([confirmationFrame(randomUUID())])
    await (stream === undefined ? followAll(context, outlet, from, filter) : followStream(context, outlet, stream, from))
  } finally {
    ignore()
  }
}

const serve = async (context: StoreContext, request: ReadRequest, outlet: Outlet): Promise<void> => {
  const { stream, from, backwards, limit, filter } = request
  const { log, ring } = context
  if (limit === undefined) return subscribe(context, request, outlet)
  if (stream === undefined) return void (await sendPages(outlet, allPages(log, { from, backwards, limit, filter, head: ring.head() })))
  const sent = await sendPages(outlet, streamPages(log, { stream, from, backwards, limit }))
  if (sent === 0 && (await log.lastRevision(stream)) === undefined) await outlet.send([streamNotFoundFrame(stream)])
}

/** Reads and subscriptions, of a stream or of everything. */
export const read =
  (context: StoreContext) =>
  (call: ServerWritableStream<ReadReq, Buffer>): void => {
    const outlet = openOutlet(call as unknown as StreamingCall)
    const forget = context.onClose(() => outlet.fail(unavailable('the event store is shutting down')))
    Promise.try(() => serve(context, toReadRequest(call.request), outlet))
      .then(outlet.end, (error: unknown) => outlet.fail(statusOf(error)))
      .finally(forget)
  }
