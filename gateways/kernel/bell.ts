import type { Clock } from './clock.ts'

/** What a loop rests on. A ring that comes while nobody rests is kept, so none is lost between a look and the rest after it. */
export type Bell = { readonly ring: () => void; readonly rest: (ms: number, signal: AbortSignal) => Promise<void> }

export const bell = (clock: Clock): Bell => {
  let rung = false
  let waken = () => {}
  return {
    ring: () => {
      rung = true
      waken()
    },
    rest: async (ms, signal) => {
      if (!rung && ms > 0 && !signal.aborted) {
        const over = new AbortController()
        waken = () => over.abort()
        await clock.wait(ms, AbortSignal.any([signal, over.signal]))
        waken = () => {}
      }
      rung = false
    },
  }
}
