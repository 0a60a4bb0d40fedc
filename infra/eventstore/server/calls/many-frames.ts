import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js'

const ignore = (): void => {}

/**
 * Lets a handler write an array of encoded messages at once. By itself a call hands over one message, waits until the socket took it
 * and only then the next, which bounds a read by round trips through the event loop instead of by bytes.
 */
export const manyFrames: ServerInterceptor = (_definition, call) =>
  Object.assign(new ServerInterceptingCall(call), {
    sendMessage: (message: Buffer | readonly Buffer[], sent: () => void): void => {
      const frames = Buffer.isBuffer(message) ? [message] : message
      for (const [index, frame] of frames.entries()) call.sendMessage(frame, index === frames.length - 1 ? sent : ignore)
    },
  })
