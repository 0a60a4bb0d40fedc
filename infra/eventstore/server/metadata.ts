import { createHash } from 'node:crypto'
import { lastOfAll, type ProposedEvent } from './events.ts'
import { jsonIn, readableMetadata } from './readable-metadata.ts'

/** What hides the older events of a stream from its readers (EventStoreDB 23.10, "Stream metadata"). `maxAge` is in milliseconds here, in seconds in the event. */
export type Limits = { readonly maxCount: number | undefined; readonly maxAge: number | undefined; readonly truncateBefore: number }

export const noLimits: Limits = { maxCount: undefined, maxAge: undefined, truncateBefore: 0 }

const prefix = '$$'
export const isMetastream = (stream: string): boolean => stream.startsWith(prefix)
/** Where a stream's metadata stand: in the last event of this stream. */
export const metastreamOf = (stream: string): string => prefix + stream
export const originalOf = (metastream: string): string => metastream.slice(prefix.length)

/** The limits that the data of a metadata event set. */
export const limitsIn = (data: Uint8Array | undefined): Limits => {
  const readable = readableMetadata(data)
  if (!readable) return noLimits
  const { maxCount, maxAgeSeconds, truncateBefore = 0 } = readable
  return { maxCount, maxAge: maxAgeSeconds === undefined ? undefined : maxAgeSeconds * 1_000, truncateBefore }
}

export const isSoftlyDeleted = ({ truncateBefore }: Limits): boolean => truncateBefore >= lastOfAll

/** A UUID that the place alone decides: whoever copies a log and writes the same event there writes no second one. */
const idAt = (place: string): string => {
  const hash = createHash('sha1').update(`kontor.eventstore ${place}`).digest('hex')
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(18, 20)}-${hash.slice(20, 32)}`
}

const metadataEvent = (place: string, json: string): ProposedEvent => ({
  id: idAt(place),
  type: '$metadata',
  isJson: true,
  data: Buffer.from(json),
  metadata: Buffer.alloc(0),
})

/** The metadata by which a stream is deleted softly. `place` names where it is written. */
export const softDeletion = (place: string): ProposedEvent => metadataEvent(place, '{"$tb":9223372036854775807}')

/** The same metadata, but for a stream that begins anew at `revision`. */
export const recreation = (place: string, data: Uint8Array | undefined, revision: number): ProposedEvent =>
  metadataEvent(place, JSON.stringify({ ...jsonIn(data), $tb: revision }))

export const tombstone = (stream: string): ProposedEvent => ({
  id: idAt(`tombstone ${stream}`),
  type: '$streamDeleted',
  isJson: false,
  data: Buffer.alloc(0),
  metadata: Buffer.alloc(0),
})
