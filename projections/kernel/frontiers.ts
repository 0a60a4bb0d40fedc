import { setTimeout } from 'node:timers/promises'
import { Refused } from '@kontor/core/kernel'
import type { CommonQueryMethods } from 'slonik'
import { heard } from './changes.ts'
import { frontierRows } from './frontier-rows.ts'
import { at } from './positions.ts'

export type Frontiers = {
  /**
   * Resolves once the view has seen the log up to `position`, so that its reader finds their own write (design.md §5). Raises Refused `view.late` after
   * `timeoutMs`, 2,000 unless told.
   */
  readonly awaitFrontier: (view: string, position: string, timeoutMs?: number) => Promise<void>
  readonly close: () => void
}

type Options = {
  readonly db: CommonQueryMethods
  /** Calls the listener with every payload of `viewsChannel`. Answers how to stop. */
  readonly listen: (listener: (payload: string) => void) => () => void
  /** How often to look into the database while somebody waits: notifications are lost with their connection. */
  readonly pollMs?: number | undefined
}

type Waiting = { readonly view: string; readonly place: bigint; readonly resolve: () => void }

/** The frontiers of all views as this process knows them, whichever process moves them. */
export const watchFrontiers = async ({ db, listen, pollMs = 250 }: Options): Promise<Frontiers> => {
  const known = new Map<string, bigint>()
  const waiting = new Set<Waiting>()
  let polling = false

  const learn = (view: string, place: bigint) => {
    if (place <= (known.get(view) ?? -1n)) return
    known.set(view, place)
    for (const one of waiting) if (one.view === view && one.place <= place) one.resolve()
  }
  const look = async () => {
    for (const { view, position } of await frontierRows(db)) learn(view, at(position))
  }
  const poll = async () => {
    if (polling) return
    polling = true
    while (waiting.size > 0) {
      // A database that does not answer makes the view late, which is what its reader is told.
      await look().catch(() => {})
      await setTimeout(pollMs)
    }
    polling = false
  }

  const close = listen((payload) => {
    const announcement = heard(payload)
    for (const view of announcement?.views ?? []) learn(view, at(announcement?.position))
  })
  await look()

  const awaitFrontier = async (view: string, position: string, timeoutMs = 2_000) => {
    const place = at(position)
    if (place <= (known.get(view) ?? -1n)) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const one = { view, place, resolve }
    const patience = new AbortController()
    waiting.add(one)
    void poll()
    try {
      const late = setTimeout(timeoutMs, 'late' as const, { signal: patience.signal })
      if ((await Promise.race([promise, late])) === 'late') throw new Refused('view.late')
    } finally {
      waiting.delete(one)
      patience.abort()
    }
  }
  return { awaitFrontier, close }
}
