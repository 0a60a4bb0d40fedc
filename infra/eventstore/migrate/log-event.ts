/** An event as it lies in a log: its data and metadata are the bytes that were written, which the client's own readers would parse and write anew. */
export type LogEvent = {
  /** Where it lies in its own log: digits that mean nothing in another. */
  readonly position: bigint
  readonly stream: string
  readonly revision: bigint
  /** A UUID with dashes, in lower case. */
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

/** Counted as EventStoreDB counts it against its MaxAppendSize: two bytes a character of the type. */
export const sizeOf = ({ type, data, metadata }: LogEvent): number => data.length + metadata.length + 2 * type.length

/** The event as a person finds it. */
export const placeOf = ({ stream, revision, type, id }: LogEvent): string => `${type} ${id} at ${revision}@${stream}`
