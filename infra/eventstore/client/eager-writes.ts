import type { EventEmitter } from 'node:events'
import type { Http2Stream } from 'node:http2'
import process from 'node:process'
import { widenWindow } from '../server/protocol/wide-window.ts'

type Context = { readonly callback?: () => void }
type Transport = {
  readonly http2Stream: Pick<Http2Stream, 'writableLength' | 'session'>
  sendMessageWithContext(context: Context, message: Buffer): void
}
/** One of the calls within calls that grpc-js 1.14 makes of a call; its types keep them to itself. */
type Layer = Partial<Transport> & {
  readonly call?: Layer
  readonly nextCall?: Layer
  readonly child?: Layer
  readonly underlyingCalls?: readonly { readonly state: string; readonly call: Layer }[]
}

/** Bytes on their way to the socket from which on a message waits until those before it are gone. */
const mostUnsent = 65_536

/** The innermost layer, which writes to HTTP/2; undefined before there is one, or should another version build its calls otherwise. */
export const transportOf = (layer: Layer | undefined): Transport | undefined => {
  if (!layer || (layer.http2Stream && layer.sendMessageWithContext)) return layer as Transport | undefined
  const active = layer.underlyingCalls?.find(({ state }) => state === 'ACTIVE')
  return transportOf(layer.call ?? layer.nextCall ?? layer.child ?? active?.call)
}

/** Says that a message is sent as soon as it is handed over, so that the next one follows in the same turn and goes out with it. */
export const hasten = (transport: Transport): void => {
  const send = transport.sendMessageWithContext
  transport.sendMessageWithContext = ({ callback, ...context }, message) => {
    const waits = transport.http2Stream.writableLength >= mostUnsent
    send.call(transport, waits && callback ? { ...context, callback } : context, message)
    // A write that fails ends the call, which tells everybody: nobody looks at this for an error.
    if (!waits && callback) process.nextTick(callback)
  }
}

/**
 * grpc-js hands over a message only after the socket took the one before, hence a turn of the event loop and a piece of TCP each. From the first answer on, when
 * the call can no longer be retried, this stream's messages leave together: a fifth less time of both sides with 64 appends at once (docs/performance.md).
 */
export const writingEagerly = <T extends EventEmitter>(stream: T): T =>
  stream.once('metadata', () => {
    const transport = transportOf(stream as Layer)
    if (transport) hasten(transport)
  })

/** Lets what this stream's connection brings come in larger stretches. */
export const readingWidely = <T extends EventEmitter>(stream: T): T =>
  stream.once('metadata', () => widenWindow(transportOf(stream as Layer)?.http2Stream))
