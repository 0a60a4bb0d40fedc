/** An event as a writer hands it in. Data and metadata are bytes from here to the disk and back; the store never looks inside. */
export type ProposedEvent = {
  readonly id: string
  readonly type: string
  readonly isJson: boolean
  readonly data: Uint8Array
  readonly metadata: Uint8Array
  /** The row it will be (write/rows.ts), when that was laid down already; then data and metadata lie in it. */
  readonly row?: Buffer | undefined
}

/** An event of the log. Positions count from 1 without holes, revisions from 0 within the stream (a tombstone's is `lastOfAll`); `created` is in milliseconds since 1970. */
export type StoredEvent = ProposedEvent & {
  readonly position: number
  readonly stream: string
  readonly streamId: number
  readonly revision: number
  readonly created: number
}

/** What the writer believes about the stream; a number is its exact revision. */
export type Expected = number | 'any' | 'no_stream' | 'stream_exists'

/** What a write is about. `deadline` in milliseconds since 1970. */
export type Target = { readonly stream: string; readonly expected: Expected; readonly deadline: number }

/** One append: all of its events or none. */
export type AppendRequest = Target & { readonly events: readonly ProposedEvent[] }

/** `softly`: the events are hidden and the stream may be written again; `for-ever`: nobody can read or write it any more. */
export type DeleteRequest = Target & { readonly remove: 'softly' | 'for-ever' }

export type WriteRequest = AppendRequest | DeleteRequest

/** A revision of -1 says that the stream has no events. `position` is absent when nothing was to be written. */
export type AppendAnswer =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-version'; readonly current: number }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'too-late' }
  | { readonly kind: 'unavailable'; readonly reason: string }

export const noStream = -1

/**
 * The revision of a tombstone, behind which nothing comes. On disk and on the wire it is the largest int64; the double next to it stands for it here, and no other
 * revision comes near.
 */
export const lastOfAll = 2 ** 63

/** The default of EventStoreDB's MaxAppendSize, in bytes. */
export const maxAppendSize = 1024 * 1024

/** Counted as EventStoreDB counts it: two bytes a character of the type. */
export const sizeOf = ({ type, data, metadata }: ProposedEvent): number => data.length + metadata.length + 2 * type.length
