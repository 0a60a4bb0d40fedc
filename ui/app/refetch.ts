/** Changes come in bursts: the first waits this long for its companions. */
const debounce = 250
/** And a view is asked for at most once in this time (ui.md §1.8). */
const atMostEvery = 1000

const later = (a: string | undefined, b: string) => (a === undefined || BigInt(b) > BigInt(a) ? b : a)

/** Calls `load` with the newest position heard of: 250 ms after the first change of a burst, and never twice within a second. */
export const createRefetch = (load: (after?: string) => unknown) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let newest: string | undefined
  let last = Number.NEGATIVE_INFINITY

  const now = () => {
    clearTimeout(timer)
    timer = undefined
    last = Date.now()
    const after = newest
    newest = undefined
    load(after)
  }
  const soon = (position: string) => {
    newest = later(newest, position)
    timer ??= setTimeout(now, Math.max(debounce, last + atMostEvery - Date.now()))
  }
  return { now, soon, stop: () => clearTimeout(timer) }
}
