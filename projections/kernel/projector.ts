import { Refused } from '@kontor/core/kernel'
import { besideKey, type Feeding, liveSchema } from './feeding.ts'
import { frontierRows } from './frontier-rows.ts'
import { keepFed } from './keep-fed.ts'
import { liveReader } from './live-reader.ts'
import type { ProjectorDeps } from './ports.ts'
import { furthest } from './positions.ts'
import type { Projection } from './projection.ts'
import { beginBeside, switchWhenCaughtUp } from './rebuild.ts'
import { prepareView } from './tables.ts'

export type Projector = {
  /**
   * Begins to fill the view anew beside the live one. `switched` resolves at the end and says whether this process switched: not when it was stopped before,
   * nor when another one took the rebuild over. Raises Refused `projection.not-found`, `projection.rebuilding`.
   */
  readonly rebuild: (name: string) => Promise<{ readonly switched: Promise<boolean> }>
  /** Resolves when the last batch is written or undone; the pool may be ended then. */
  readonly stop: () => Promise<void>
}

/** What there is to feed: live tables of the version that the code knows, and those to be filled beside, for other versions and for rebuilds cut short. */
const prepare = async (deps: ProjectorDeps) => {
  const { projections, pool } = deps
  for (const projection of projections) await prepareView(deps, projection)
  const rows = new Map((await frontierRows(pool)).map((row) => [row.view, row]))
  const isCurrent = ({ name, version }: Projection) => rows.get(name)?.version === version
  const current = projections.filter(isCurrent).map((projection): Feeding => {
    const { name: key } = projection
    return { key, schema: liveSchema, position: rows.get(key)?.position, projection }
  })
  const beside: Feeding[] = []
  for (const projection of projections) {
    if (!isCurrent(projection) || rows.has(besideKey(projection.name))) beside.push(await beginBeside(deps, projection))
  }
  return { current, beside }
}

/** Feeds all views of this process until it is stopped: makes missing tables, goes on from each frontier, and rebuilds the views whose version has changed. */
export const startProjector = async (deps: ProjectorDeps): Promise<Projector> => {
  const { projections, feed, pool, log, standByMs = 1_000 } = deps
  const { current, beside } = await prepare(deps)
  const stopping = new AbortController()
  const live = liveReader({ feed, pool, from: furthest(current.map(({ position }) => position)), signal: stopping.signal, log })
  const running = new Set<Promise<unknown>>()
  const enders = new Map<Feeding, () => void>()
  const rebuilding = new Set<string>()

  const untilDone = <T>(work: Promise<T>): Promise<T> => {
    running.add(work)
    void work.finally(() => running.delete(work)).catch(() => {})
    return work
  }

  const keep = (view: Feeding) => {
    const ending = new AbortController()
    enders.set(view, () => ending.abort())
    void untilDone(keepFed(view, { live, feed, pool, log, standByMs, signal: AbortSignal.any([stopping.signal, ending.signal]) }))
  }

  const end = (view: Feeding) => {
    live.drop(view)
    enders.get(view)?.()
    enders.delete(view)
  }

  const rebuild = async (view: Feeding): Promise<boolean> => {
    const { name, version } = view.projection
    log.info({ view: name, version }, 'filling the view anew, beside the live one')
    keep(view)
    const replaceOld = () => [...enders.keys()].filter((other) => other !== view && other.key === name).forEach(end)
    const switched = await switchWhenCaughtUp(view, live, deps, { signal: stopping.signal, onSwitched: replaceOld })
    if (switched) log.info({ view: name, version, position: view.position }, 'filled anew and switched')
    else end(view)
    rebuilding.delete(name)
    return switched
  }

  for (const view of current) keep(view)
  for (const view of beside) {
    rebuilding.add(view.projection.name)
    void untilDone(rebuild(view))
  }

  return {
    rebuild: async (name) => {
      const projection = projections.find((projection) => projection.name === name)
      if (!projection) throw new Refused('projection.not-found')
      if (rebuilding.has(name)) throw new Refused('projection.rebuilding')
      rebuilding.add(name)
      const view = await beginBeside(deps, projection).catch((error) => {
        rebuilding.delete(name)
        throw error
      })
      return { switched: untilDone(rebuild(view)) }
    },
    stop: async () => {
      stopping.abort()
      await Promise.all([live.ended, ...running])
    },
  }
}
