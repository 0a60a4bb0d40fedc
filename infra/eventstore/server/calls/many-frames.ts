import type { Http2Stream } from 'node:http2'
import { Metadata, ServerInterceptingCall, type ServerInterceptingCallInterface, type ServerInterceptor, status } from '@grpc/grpc-js'
import { widenWindow } from '../protocol/wide-window.ts'
import { frameHead } from '../protocol/wire.ts'

const ignore = (): void => {}

/** The messages in frames that lie one behind the other, without their heads. */
const messagesIn = (frames: Buffer): readonly Buffer[] => {
  const messages: Buffer[] = []
  for (let start = frameHead; start <= frames.length; ) {
    const end = start + frames.readUInt32BE(start - 4)
    messages.push(frames.subarray(start, end))
    start = end + frameHead
  }
  return messages
}

/** grpc-js 1.14 keeps the HTTP/2 stream in its innermost call, in a field that its types leave out; undefined should it be kept elsewhere one day. */
export const streamOf = (call: ServerInterceptingCallInterface): Http2Stream | undefined => {
  const { stream } = call as { readonly stream?: Partial<Http2Stream> }
  return typeof stream?.write === 'function' ? (stream as Http2Stream) : undefined
}

type Send = (frames: Buffer, sent: () => void) => void

const sendThrough = (call: ServerInterceptingCallInterface): Send => {
  const stream = streamOf(call)
  if (!stream)
    return (frames, sent) => {
      const messages = messagesIn(frames)
      for (const [index, message] of messages.entries()) call.sendMessage(message, index === messages.length - 1 ? sent : ignore)
    }
  let begun = false
  return (frames, sent) => {
    if (stream.destroyed || stream.closed) return
    if (!begun) call.sendMetadata(new Metadata())
    begun = true
    stream.write(frames, (error) => {
      if (error) call.sendStatus({ code: status.INTERNAL, details: `Error writing message: ${error.message}` })
      else sent()
    })
  }
}

/**
 * Lets a handler write an array of frames at once: encoded messages behind their heads, any number in one piece of memory. By itself a call hands over one
 * message, copies it behind a head, waits until the socket took it and only then takes the next, which bounds a read by round trips through the event loop instead
 * of by bytes. Has to be the first interceptor.
 */
export const manyFrames: ServerInterceptor = (_definition, call) => {
  widenWindow(streamOf(call))
  const send = sendThrough(call)
  return Object.assign(new ServerInterceptingCall(call), {
    sendMessage: (message: Buffer | readonly Buffer[], sent: () => void): void => {
      if (Buffer.isBuffer(message)) call.sendMessage(message, sent)
      else send(message[0] && message.length === 1 ? message[0] : Buffer.concat(message), sent)
    },
  })
}
