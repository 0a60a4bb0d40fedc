import type { StoredEvent } from '../events.ts'
import { encode, encodeFrame, frameHead, type Wire } from './wire.ts'

const overhead = 256

const entry = (wire: Wire, key: string, value: string): void =>
  wire.message(6, () => {
    wire.text(2, value)
    wire.text(1, key)
  })

const recordedEvent = (wire: Wire, event: StoredEvent): void => {
  wire.bytes(8, event.data)
  wire.bytes(7, event.metadata)
  entry(wire, 'created', `${event.created}0000`) // ticks of 100 ns
  entry(wire, 'content-type', event.isJson ? 'application/json' : 'application/octet-stream')
  entry(wire, 'type', event.type)
  wire.number(5, event.position)
  wire.number(4, event.position)
  wire.number(3, event.revision)
  wire.message(2, () => wire.text(3, event.stream))
  wire.message(1, () => wire.text(2, event.id))
}

/** What a reader who asked for links to be resolved gets in place of a link: the event it leads to, if there still is one, and the link itself. */
export type Resolved = { readonly event: StoredEvent | undefined; readonly link: StoredEvent }

const sizeOfMessage = ({ data, metadata, stream, type }: StoredEvent): number =>
  overhead + data.length + metadata.length + Buffer.byteLength(stream) + Buffer.byteLength(type)

const readEvent = (wire: Wire, event: StoredEvent): void =>
  wire.message(1, () => {
    wire.number(3, event.position)
    wire.message(1, () => recordedEvent(wire, event))
  })

/** A `ReadResp` an event, one behind the other in one piece of memory. */
export const pageFrames = (events: readonly StoredEvent[]): Buffer => {
  const size = events.reduce((total, event) => total + frameHead + sizeOfMessage(event), 0)
  return encode(size, (wire) => {
    for (const event of events.toReversed()) wire.frame(() => readEvent(wire, event))
  })
}

/** `ReadResp` with a link, which stands in the log where the link does. */
export const resolvedFrame = ({ event, link }: Resolved): Buffer =>
  encodeFrame(sizeOfMessage(link) + (event ? sizeOfMessage(event) : 0), (wire) =>
    wire.message(1, () => {
      wire.number(3, link.position)
      wire.message(2, () => recordedEvent(wire, link))
      if (event) wire.message(1, () => recordedEvent(wire, event))
    }),
  )

const encoded = new WeakMap<StoredEvent, Buffer>()

/** `ReadResp` with one event. An event that several subscribers wait for is encoded once and shared. */
export const eventFrame = (event: StoredEvent): Buffer => {
  const known = encoded.get(event)
  if (known) return known
  const frame = encodeFrame(sizeOfMessage(event), (wire) => readEvent(wire, event))
  encoded.set(event, frame)
  return frame
}

export const confirmationFrame = (subscriptionId: string): Buffer =>
  encodeFrame(overhead, (wire) => wire.message(2, () => wire.text(1, subscriptionId)))

/** Everything up to `position` has been looked at, matching or not. */
export const checkpointFrame = (position: number): Buffer =>
  encodeFrame(overhead, (wire) =>
    wire.message(3, () => {
      wire.number(2, position)
      wire.number(1, position)
    }),
  )

export const streamNotFoundFrame = (stream: string): Buffer =>
  encodeFrame(overhead + 3 * stream.length, (wire) => wire.message(4, () => wire.message(1, () => wire.text(3, stream))))

export const caughtUpFrame: Buffer = encodeFrame(overhead, (wire) => wire.message(8))

/** The subscriber was live, and now reads from the log again because more came than the newest events in memory. */
export const fellBehindFrame: Buffer = encodeFrame(overhead, (wire) => wire.message(9))
