/** An event as a writer hands it in. Data and metadata are bytes from here to the disk and back; the store never looks inside. */
export type ProposedEvent = {
  readonly id: string
  readonly type: string
  readonly isJson: boolean
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

/** An event of the log. Positions count from 1 without holes, revisions from 0 within the stream; `created` is in milliseconds since 1970. */
export type StoredEvent = ProposedEvent & {
  readonly position: number
  readonly stream: string
  readonly streamId: number
  readonly revision: number
  readonly created: number
}

/** What the writer believes about the stream; a number is its exact revision. */
export type Expected = number | 'any' | 'no_stream' | 'stream_exists'

/** One append: all of its events or none. `deadline` in milliseconds since 1970. */
export type AppendRequest = {
  readonly stream: string
  readonly expected: Expected
  readonly events: readonly ProposedEvent[]
  readonly deadline: number
}

/** A revision of -1 says that the stream has no events. `position` is absent when nothing was to be written. */
export type AppendAnswer =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-version'; readonly current: number }
  | { readonly kind: 'too-late' }
  | { readonly kind: 'unavailable'; readonly reason: string }

export const noStream = -1

/** The default of EventStoreDB's MaxAppendSize, in bytes. */
export const maxAppendSize = 1024 * 1024

/** Counted as EventStoreDB counts it: two bytes a character of the type. */
export const sizeOf = ({ type, data, metadata }: ProposedEvent): number => data.length + metadata.length + 2 * type.length
