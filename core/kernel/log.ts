import type { Message } from './define.ts'

/** An event with its place: id and position are the store's, opaque; `revision` counts from 0n within the stream. */
export type Recorded<E extends Message = Message> = E & {
  readonly id: string
  readonly stream: string
  readonly revision: bigint
  readonly position: string
}

/** The stream's last revision, or that it does not exist. There is no "any": see ADR 0003. */
export type Revision = bigint | 'no-stream'

/** Somebody else appended first. */
export class WrongRevision extends Error {}

/** The store did not answer in time: the events may or may not be there. Retry with the same ids, never with new ones. */
export class OutcomeUnknown extends Error {}

/** The log as core needs it. `read` gives decoded events, personal fields decrypted or `erased`. */
export type EventLog = {
  readonly read: (stream: string) => Promise<{ readonly events: readonly Recorded[]; readonly revision: Revision }>
  /**
   * A part of a stream, in the order asked for: from a revision (or its end) onwards, at most `count` events. Empty for a stream or a revision that is not there.
   */
  readonly readPart: (
    stream: string,
    part: { readonly from: bigint | 'end'; readonly direction: 'forwards' | 'backwards'; readonly count: number },
  ) => Promise<readonly Recorded[]>
  /** Asks a silent store again with the same ids, which is exactly once; then raises OutcomeUnknown. Raises WrongRevision. */
  readonly append: (
    stream: string,
    expected: Revision,
    events: readonly { readonly id: string; readonly event: Message }[],
  ) => Promise<{ readonly position: string }>
}

/** An event as projections and policies read it: stored form, lifted to the present schema version, personal fields plain or `erased`. */
export type StoredEvent = Recorded<Message<string, Record<string, unknown>>>

/** What has arrived: maybe no event at all, then `position` tells how far the log was looked through. */
export type Batch = { readonly events: readonly StoredEvent[]; readonly position: string }

/**
 * The whole log in order, from after `from` (undefined: the beginning), first what is stored, then what comes. A batch holds whatever
 * has arrived, at most `maxBatch`. Ends when `signal` aborts; survives a lost connection by itself. `only` leaves out events whose type begins otherwise.
 */
export type Feed = (options: {
  readonly from: string | undefined
  readonly maxBatch: number
  readonly signal: AbortSignal
  readonly only?: readonly string[]
}) => AsyncIterable<Batch>
