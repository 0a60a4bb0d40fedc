import type { Batch, Feed, StoredEvent } from '@kontor/core/kernel'
import type { DatabasePool } from 'slonik'
import { applyBatch } from './apply-batch.ts'
import { ViewFailed } from './failures.ts'
import type { Feeding } from './feeding.ts'
import { backOff, pause } from './pause.ts'
import type { Log } from './ports.ts'
import { at, type Place } from './positions.ts'
import { takingTurns } from './turns.ts'

/** As many events as one statement should hold; while live a batch is whatever has arrived, without waiting. */
export const maxBatch = 1_000

/** So many events at once are a crowd, not one person's act: for a moment the next ones gather, and share one transaction and one announcement. */
const crowd = 16
const gatherMs = 200

/** How many of the latest events stay in memory, for views that join. */
const remembered = 2_000

export type LiveReader = {
  /** Where the last event stands that it has read, whether or not any view was there to be fed. */
  readonly lastEvent: () => Place
  /** Whether all that this view has missed is still in memory. */
  readonly canTake: (view: Feeding) => boolean
  /** Gives the view what it missed and feeds it from now on. Undefined when it has meanwhile missed too much. */
  readonly take: (view: Feeding) => Promise<{ /** Rejects with what made the view leave. */ readonly left: Promise<never> } | undefined>
  readonly feeds: (view: Feeding) => boolean
  readonly drop: (view: Feeding) => void
  /** Runs `work` between two batches: nothing is written to any live view meanwhile. */
  readonly between: <T>(work: () => Promise<T>) => Promise<T>
  /** Resolves when the reader has ended and its last batch is written or undone. */
  readonly ended: Promise<void>
}

type Options = { readonly feed: Feed; readonly pool: DatabasePool; readonly from: Place; readonly signal: AbortSignal; readonly log: Log }

/**
 * The one reader of a process that feeds all views at the head of the log, each batch in one transaction (design.md §5). A view that fails leaves, with the
 * reason, and the batch goes on without it; should it fail again, all leave, and each finds its own way back from its own frontier.
 */
export const liveReader = ({ feed, pool, from, signal, log }: Options): LiveReader => {
  const members = new Map<Feeding, (reason: unknown) => void>()
  const inTurn = takingTurns()
  let recent: StoredEvent[] = []
  let recentFrom = from
  let position = from

  const remember = ({ events, position: to }: Batch) => {
    position = to
    recent.push(...events)
    if (recent.length <= remembered) return
    recentFrom = recent.at(-maxBatch - 1)?.position
    recent = recent.slice(-maxBatch)
  }

  const dismiss = (views: readonly Feeding[], reason: unknown) => {
    for (const view of views) {
      members.get(view)?.(reason)
      members.delete(view)
    }
  }

  const write = async (batch: Batch): Promise<void> => {
    for (const isLast of [false, true]) {
      const views = [...members.keys()]
      if (views.length === 0) return
      try {
        return await applyBatch(pool, views, batch, 'running')
      } catch (error) {
        const named = error instanceof ViewFailed && !isLast ? error.views : views.map(({ key }) => key)
        dismiss(
          views.filter(({ key }) => named.includes(key)),
          error,
        )
      }
    }
  }

  const read = async () => {
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        for await (const batch of feed({ from: position, maxBatch, signal })) {
          await inTurn(async () => {
            remember(batch)
            await write(batch)
          })
          failures = 1
          const { length } = batch.events
          // A full batch has another behind it already.
          if (length >= crowd && length < maxBatch) await pause(gatherMs, signal)
        }
      } catch (error) {
        if (!signal.aborted) log.warn({ error: String(error), position }, 'the live reader lost the log and begins again where it was')
      }
      await pause(backOff(failures), signal)
    }
  }

  const canTake = (view: Feeding) => at(view.position) >= at(recentFrom)

  return {
    lastEvent: () => recent.at(-1)?.position,
    canTake,
    take: (view) =>
      inTurn(async () => {
        if (!canTake(view)) return undefined
        if (position !== undefined) await applyBatch(pool, [view], { events: recent, position }, 'running')
        const { promise, reject } = Promise.withResolvers<never>()
        // The lifecycle of the view awaits it, but may have ended by then.
        promise.catch(() => {})
        members.set(view, reject)
        return { left: promise }
      }),
    feeds: (view) => members.has(view),
    drop: (view) => members.delete(view),
    between: inTurn,
    ended: read(),
  }
}
