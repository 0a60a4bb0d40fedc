import { setTimeout as after } from 'node:timers/promises'
import { projectionStates } from '@kontor/projections/kernel'
import type { Stores } from './stores.ts'

/** How long the parts may take to answer before they count as unusable, ms. */
const patience = 2_000

/** A view that is this far behind for so long is not usable: its readers would wait in vain. */
const tolerableLagMs = 30_000

const inTime = <T>(work: Promise<T>) =>
  Promise.race([work, after(patience, undefined, { ref: false }).then(() => Promise.reject(new Error('no answer')))])

/** Tells which parts are not usable: the database, the event store, the views, or the start itself (api.md "/health/ready"). */
export const readiness = ({ pools, log }: Pick<Stores, 'pools' | 'log'>) => {
  let starting = true

  const views = async () => {
    const states = await inTime(projectionStates(pools.platform))
    const late = states.filter(({ state, lagMs }) => state === 'stopped' || (state === 'catching-up' && lagMs > tolerableLagMs))
    return late.map(({ name }) => `view ${name}`)
  }
  const store = async () => {
    await inTime(log.read('health-00000000000000000000000000000000.probe'))
    return []
  }
  const named = (part: string, check: () => Promise<readonly string[]>) => check().catch(() => [part])

  return {
    missing: async (): Promise<readonly string[]> => {
      const parts = await Promise.all([named('database', views), named('event store', store)])
      return [...(starting ? ['start'] : []), ...parts.flat()]
    },
    /** Resolves once every one of these views has seen the log up to `position`. */
    until: async (position: string, names: readonly string[]) => {
      const behind = async () => {
        const states = await projectionStates(pools.platform)
        return names.some((name) => BigInt(states.find((state) => state.name === name)?.position ?? '0') < BigInt(position))
      }
      while (await behind()) await after(20)
    },
    done: () => {
      starting = false
    },
  }
}
