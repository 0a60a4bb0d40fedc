import { besideKey, besideSchema, type Feeding, liveSchema } from './feeding.ts'
import { frontierRow, restart } from './frontier-rows.ts'
import type { LiveReader } from './live-reader.ts'
import { backOff, pause } from './pause.ts'
import type { ProjectorDeps } from './ports.ts'
import type { Projection } from './projection.ts'
import { switchTables } from './switch.ts'
import { prepareBeside } from './tables.ts'

type Deps = Pick<ProjectorDeps, 'pool' | 'tables' | 'log'>

/** Empty tables and a frontier at the beginning, beside those that readers see. */
export const beginBeside = async (deps: Deps, projection: Projection): Promise<Feeding> => {
  const key = besideKey(projection.name)
  await prepareBeside(deps, projection.name)
  await deps.pool.query(restart(key, projection.version))
  return { key, schema: besideSchema(projection.name), position: undefined, projection }
}

/** From here on it is the live one. Called between two batches, so no batch sees it halfway. */
const becomeLive = (view: Feeding) => {
  view.key = view.projection.name
  view.schema = liveSchema
}

/** How often to look whether the view has caught up, in milliseconds. */
const lookMs = 50

/**
 * Switches once the view is fed by the live reader, between two of its batches: then it stands exactly where the old one stands. A reader who holds the old
 * tables longer than the switch may wait puts it off. Answers whether it came to that: not when `signal` aborted first or another process took over the rebuild.
 */
export const switchWhenCaughtUp = async (
  view: Feeding,
  live: LiveReader,
  deps: Deps,
  { signal, onSwitched }: { signal: AbortSignal; onSwitched: () => void },
) => {
  const attempt = () =>
    live.between(async () => {
      if (signal.aborted || !live.feeds(view)) return false
      await switchTables(deps.tables, view)
      becomeLive(view)
      onSwitched()
      return true
    })
  for (let failures = 0; !signal.aborted; ) {
    try {
      if (await attempt()) return true
      if ((await frontierRow(deps.pool, view.key)) === null) return false
      await pause(lookMs, signal)
    } catch (error) {
      failures += 1
      deps.log.warn({ view: view.projection.name, error: String(error), failures }, 'the rebuilt tables could not be switched yet')
      await pause(Math.max(lookMs, backOff(failures)), signal)
    }
  }
  return false
}
