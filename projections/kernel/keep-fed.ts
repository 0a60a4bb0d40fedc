import type { Feed } from '@kontor/core/kernel'
import type { DatabasePool } from 'slonik'
import { applyBatch } from './apply-batch.ts'
import { Fenced } from './failures.ts'
import type { Feeding } from './feeding.ts'
import { frontierRow, markStopped } from './frontier-rows.ts'
import { type LiveReader, maxBatch } from './live-reader.ts'
import { backOff, pause } from './pause.ts'
import type { Log } from './ports.ts'
import { at, type Place } from './positions.ts'

type Options = {
  readonly live: LiveReader
  readonly feed: Feed
  readonly pool: DatabasePool
  readonly log: Log
  readonly standByMs: number
  /** Ends the keeping of this view. */
  readonly signal: AbortSignal
}

/** Where the view stands in the database. Raises Fenced when it stands there under another version, or no longer. */
const frontierOf = async (pool: DatabasePool, { key, projection }: Feeding): Promise<Place> => {
  const row = await frontierRow(pool, key)
  if (row?.version !== projection.version) throw new Fenced([key])
  return row.position
}

/** With a reader of its own, until the live one remembers all that is left. */
const catchUp = async (view: Feeding, { live, feed, pool, signal }: Options): Promise<void> => {
  if (live.canTake(view)) return
  for await (const batch of feed({ from: view.position, maxBatch, signal })) {
    await applyBatch(pool, [view], batch, 'catching-up')
    if (live.canTake(view)) return
  }
}

/** Resolves when the other owner has stood still for one interval although the log went on. Its version has to be ours, or it is ahead of this process for good. */
const standBy = async (view: Feeding, { live, pool, standByMs, signal }: Options): Promise<void> => {
  for (let seen: Place | null = null; !signal.aborted; ) {
    await pause(standByMs, signal)
    const row = await frontierRow(pool, view.key).catch(() => null)
    if (row?.version !== view.projection.version) continue
    if (row.position === seen && at(row.position) < at(live.lastEvent())) return
    seen = row.position
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/**
 * Keeps one view fed until `signal` aborts: catches up from its frontier, joins the live reader, and begins again after a failure, at once the first time,
 * then ever later. From the second failure on its frontier says `stopped` and why. A view that another process feeds is left to it while it moves.
 */
export const keepFed = async (view: Feeding, options: Options): Promise<void> => {
  const { live, pool, log, signal } = options
  const over = aborted(signal)
  for (let failures = 0; !signal.aborted; ) {
    try {
      view.position = await frontierOf(pool, view)
      await catchUp(view, options)
      const member = signal.aborted ? undefined : await live.take(view)
      if (member) failures = 0
      await Promise.race([member?.left, over])
    } catch (error) {
      if (error instanceof Fenced) {
        log.warn({ view: view.key }, 'another process feeds this view: standing by')
        await standBy(view, options)
        continue
      }
      failures += 1
      log.warn({ view: view.key, error: String(error), failures }, 'the view could not be written')
      if (failures > 1) await pool.query(markStopped(view.key, view.projection.version, String(error))).catch(() => {})
      await pause(backOff(failures), signal)
    } finally {
      if (signal.aborted) live.drop(view)
    }
  }
  live.drop(view)
}
