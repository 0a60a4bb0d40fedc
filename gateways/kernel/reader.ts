import type { Batch, Feed, StoredEvent } from '@kontor/core/kernel'
import { type Clock, isoAt } from './clock.ts'
import type { Effect } from './effect.ts'
import { type OnError, type ReaderStore, ReaderSuperseded } from './ports.ts'
import { type Schedule, timersOf } from './timer.ts'
import { type DerivedId, workOf } from './work.ts'
import type { Running } from './worker.ts'

const maxBatch = 1_000
/** Events that ask for nothing move the checkpoint only so often: it costs a commit, and reading them again costs nothing. */
const quietEvents = 1_000
/** A reader whose database is gone, or that another one has overtaken, tries again after this. It takes over within that time when the other ends. */
const standBy = 2_000

export type ReaderPorts = {
  readonly feed: Feed
  readonly store: ReaderStore
  readonly effects: readonly Effect[]
  readonly schedules: readonly Schedule[]
  /** Events that no effect is asked for, such as a history that is brought in. What they set a timer for is still to come, so it is kept. */
  readonly isHistory?: (event: StoredEvent) => boolean
  readonly derivedId: DerivedId
  readonly clock: Clock
  readonly onError: OnError
}

/** The one catch-up reader that turns events into work (design.md §4, Policies and effects). Several may run: the checkpoint lets one of them write. */
export const startWorkReader = (name: string, ports: ReaderPorts): Running => {
  const { feed, store, effects, schedules, isHistory = () => false, derivedId, clock, onError } = ports
  const stopping = new AbortController()

  /** What nothing is asked for stays with the store: of clicks alone there are a thousand for each event that means work. */
  const only = [...new Set([...effects, ...schedules].flatMap(({ handles }) => handles))]

  const workIn = (batch: Batch) => {
    const news = batch.events.filter((event) => !isHistory(event))
    return { items: workOf(news, effects, derivedId), timers: timersOf(batch.events, schedules, derivedId), now: isoAt(clock.now()) }
  }
  const read = async (signal: AbortSignal) => {
    let from = await store.position(name)
    let quiet = 0
    for await (const batch of feed({ from, maxBatch, signal, ...(only.length > 0 && { only }) })) {
      const work = workIn(batch)
      quiet += batch.events.length
      const isWorthACommit = work.items.length > 0 || work.timers.length > 0 || batch.events.length === 0 || quiet >= quietEvents
      if (!isWorthACommit) continue
      await store.save(name, { from, to: batch.position }, work)
      from = batch.position
      quiet = 0
    }
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      // Its own signal, so that a feed left in the middle is closed before the next one opens.
      const reading = new AbortController()
      await read(AbortSignal.any([stopping.signal, reading.signal])).catch((error) => {
        if (!(error instanceof ReaderSuperseded)) onError(error, 'turning events into work')
      })
      reading.abort()
      await clock.wait(standBy, stopping.signal)
    }
  }

  const ended = loop()
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
