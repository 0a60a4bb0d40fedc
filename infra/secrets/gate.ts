import { Refused } from '@kontor/core/kernel'

/**
 * Lets `width` pieces of work in at a time; up to `depth` others wait in the order they came. Raises Refused `server.busy` for one more: who would wait that long
 * is told so at once, and nobody can make everyone else wait behind a flood.
 */
export const gate = (width: number, depth: number) => {
  const waiting: (() => void)[] = []
  let inside = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting.length >= depth) throw new Refused('server.busy')
    if (inside >= width) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else inside -= 1
    }
  }
}
