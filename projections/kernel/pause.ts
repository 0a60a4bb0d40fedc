import { setTimeout } from 'node:timers/promises'

/** Waits, or returns at once when `signal` aborts: who waits in a loop looks at the signal next. */
export const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await setTimeout(ms, undefined, { signal }).catch(() => {})
}

/** Milliseconds to wait after so many failures in a row: none after the first, then doubling from 250 ms up to 30 s. */
export const backOff = (failures: number): number => (failures <= 1 ? 0 : Math.min(30_000, 125 * 2 ** Math.min(failures - 1, 10)))
