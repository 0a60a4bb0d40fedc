import type { Interest } from './audience.ts'
import type { Ring } from './ring.ts'

/** What a subscriber hears of the log. */
export type Ear = {
  /** The last position up to which there may be something that concerns it; behind it there is nothing. */
  last(): number
  close(): void
}

/** Calls `poke` whenever the log moves for this interest, so that a subscriber need not look through what is not its own. */
export const openEar = (ring: Pick<Ring, 'head' | 'listen'>, interest: Interest, poke: () => void): Ear => {
  let last = ring.head()
  const close = ring.listen(interest, (concerned) => {
    if (concerned) last = ring.head()
    poke()
  })
  return { last: () => last, close }
}
