import type { Http2Stream } from 'node:http2'

/** What some five hundred events take: most messages arrive without waiting for leave in the midst. One who reads slowly has at most so much lying at its end. */
const windowBytes = 256 * 1024

const widened = new WeakSet<object>()

/**
 * Lets the other side of this stream's connection send so much before it waits for us to have read it, on this and on every other stream of it. HTTP/2 begins
 * with 64 kB (RFC 9113 §6.9.2): a large message then goes to and fro between the threads of both sides, each asleep in turn.
 */
export const widenWindow = (stream: Pick<Http2Stream, 'session'> | undefined): void => {
  const session = stream?.session
  if (!session || session.destroyed || widened.has(session)) return
  widened.add(session)
  session.settings({ initialWindowSize: windowBytes })
  session.setLocalWindowSize(windowBytes)
}
