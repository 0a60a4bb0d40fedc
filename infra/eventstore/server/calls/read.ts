import { randomUUID } from 'node:crypto'
import type { ServerWritableStream } from '@grpc/grpc-js'
import { type ReadRequest, toReadRequest } from '../protocol/decode-read.ts'
import type { ReadReq } from '../protocol/definitions.ts'
import { confirmationFrame, streamNotFoundFrame } from '../protocol/encode-read.ts'
import { openEar } from '../read/ear.ts'
import { allPages, streamPages } from '../read/pages.ts'
import { rangeOf, visibleOf } from '../read/visible.ts'
import type { StoreContext } from './context.ts'
import { followAll } from './follow-all.ts'
import { followStream } from './follow-stream.ts'
import { type Framing, framing, pageFraming } from './frames.ts'
import { type Outlet, openOutlet, type StreamingCall } from './outlet.ts'
import { statusOf, unavailable } from './status.ts'

const sendPages = async (outlet: Outlet, pages: ReturnType<typeof allPages>, frames: Framing): Promise<number> => {
  let sent = 0
  for await (const page of pages) {
    await outlet.send(await frames(page))
    sent += page.length
    if (outlet.closed()) break
  }
  return sent
}

const subscribe = async (context: StoreContext, { stream, from, filter }: ReadRequest, outlet: Outlet, frames: Framing): Promise<void> => {
  const ear = openEar(context.ring, stream === undefined ? { filter } : { stream }, outlet.poke)
  const follower = { ...context, ear, outlet, frames }
  try {
    await outlet.send([confirmationFrame(randomUUID())])
    await (stream === undefined ? followAll(follower, from, filter) : followStream(follower, stream, from))
  } finally {
    ear.close()
  }
}

type StreamRequest = ReadRequest & { readonly stream: string; readonly limit: number }

const readStream = async ({ log, writer }: StoreContext, { stream, from, backwards, limit }: StreamRequest, outlet: Outlet, frames: Framing) => {
  const source = { log, marked: writer.marked }
  const range = await rangeOf(source, stream, Date.now())
  const sent = range ? await sendPages(outlet, streamPages(log, { stream, from, backwards, limit, ...range }), frames) : 0
  // Only a read that found nothing asks whether there is such a stream at all.
  if (sent === 0 && !(range && (await visibleOf(source, stream, Date.now())))) await outlet.send([streamNotFoundFrame(stream)])
}

const serve = async (context: StoreContext, request: ReadRequest, outlet: Outlet): Promise<void> => {
  const { stream, from, backwards, limit, filter, resolveLinks } = request
  const { log, ring } = context
  if (limit === undefined) return subscribe(context, request, outlet, framing(context, resolveLinks))
  const frames = pageFraming(context, resolveLinks)
  if (stream !== undefined) return readStream(context, { ...request, stream, limit }, outlet, frames)
  await sendPages(outlet, allPages(log, { from, backwards, limit, filter, head: ring.head() }), frames)
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
