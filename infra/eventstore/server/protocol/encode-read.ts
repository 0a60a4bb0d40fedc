import type { StoredEvent } from '../events.ts'
import { encode, type Wire } from './wire.ts'

const overhead = 512

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

const encodeEvent = (event: StoredEvent): Buffer =>
  encode(overhead + event.data.length + event.metadata.length + 3 * (event.stream.length + event.type.length), (wire) =>
    wire.message(1, () => {
      wire.number(3, event.position)
      wire.message(1, () => recordedEvent(wire, event))
    }),
  )

const encoded = new WeakMap<StoredEvent, Buffer>()

/** `ReadResp` with one event. An event that several subscribers wait for is encoded once and shared. */
export const eventFrame = (event: StoredEvent): Buffer => {
  const known = encoded.get(event)
  if (known) return known
  const frame = encodeEvent(event)
  encoded.set(event, frame)
  return frame
}

export const confirmationFrame = (subscriptionId: string): Buffer => encode(overhead, (wire) => wire.message(2, () => wire.text(1, subscriptionId)))

/** Everything up to `position` has been looked at, matching or not. */
export const checkpointFrame = (position: number): Buffer =>
  encode(overhead, (wire) =>
    wire.message(3, () => {
      wire.number(2, position)
      wire.number(1, position)
    }),
  )

export const streamNotFoundFrame = (stream: string): Buffer =>
  encode(overhead + 3 * stream.length, (wire) => wire.message(4, () => wire.message(1, () => wire.text(3, stream))))

export const caughtUpFrame: Buffer = encode(overhead, (wire) => wire.message(8))
