/** Time as the live channel needs it, so that tests move it by hand. */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Calls once after so many milliseconds. Answers how to call it off. */
  readonly after: (ms: number, work: () => void) => () => void
}

export const systemClock: Clock = {
  now: Date.now,
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}
