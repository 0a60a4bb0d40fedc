import type { Recorded } from '@kontor/core/kernel'
import type { Outcome } from './outcome.ts'
import type { Settlement } from './settlement.ts'
import type { Timer } from './timer.ts'
import type { ClaimedItem, WorkItem } from './work.ts'

/** Another reader has moved the checkpoint. */
export class ReaderSuperseded extends Error {}

/** Where the reader keeps what it has turned into work. */
export type ReaderStore = {
  readonly position: (reader: string) => Promise<string | undefined>
  /** Items, timers and checkpoint in one transaction, and a wake-up with it. Known ids are left as they are. Raises ReaderSuperseded. */
  readonly save: (
    reader: string,
    step: { readonly from: string | undefined; readonly to: string },
    work: { readonly items: readonly WorkItem[]; readonly timers: readonly Timer[]; readonly now: string },
  ) => Promise<void>
}

/** The items as workers see them. All times are UTC ISO 8601 and come from the caller's clock. */
export type WorkQueue = {
  /** The oldest item of each order key that has none in flight, at most `limit`, now in the hands of `worker`. */
  readonly claim: (claim: {
    readonly worker: string
    readonly effects: readonly string[]
    readonly limit: number
    readonly now: string
    readonly leaseUntil: string
  }) => Promise<readonly ClaimedItem[]>
  /** False when the lease was lost in between: the item belongs to somebody else now, and nothing is written. */
  readonly settle: (item: ClaimedItem, settlement: Settlement, now: string) => Promise<boolean>
  /** Items whose worker is gone: ready again where a repeat is safe, parked as unknown where not. Answers how many. */
  readonly expire: (now: string) => Promise<number>
}

export type TimerStore = {
  /** Fires the earliest timer that is due and marks it in one transaction; false when none is. A failure moves it to `retryAt`. */
  readonly fireNext: (now: string, fire: (timer: Timer) => Promise<Outcome>, retryAt: (attempt: number) => string) => Promise<boolean>
  /** When the next one is due; undefined when there is none. */
  readonly nextDue: () => Promise<string | undefined>
}

/** Calls the listener whenever there may be new work, in whichever process it was found. Answers how to stop. */
export type OnWake = (listener: () => void) => () => void

/** The event of an item, with personal fields plain or `[erased]`; undefined when the log has none there. */
export type ReadEvent = (place: Pick<WorkItem, 'stream' | 'revision' | 'eventId'>) => Promise<Recorded | undefined>

/** Something went wrong that the loop survives; for the log of the process. */
export type OnError = (error: unknown, doing: string) => void
