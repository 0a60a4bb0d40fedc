import { setTimeout as after } from 'node:timers/promises'

/** Time as the worker sees it: `now` in milliseconds since 1970; `wait` ends early, and quietly, when the signal aborts. */
export type Clock = { readonly now: () => number; readonly wait: (ms: number, signal: AbortSignal) => Promise<void> }

export const systemClock: Clock = {
  now: Date.now,
  wait: async (ms, signal) => {
    await after(ms, undefined, { signal }).catch(() => {})
  },
}

export const isoAt = (ms: number): string => new Date(ms).toISOString()
