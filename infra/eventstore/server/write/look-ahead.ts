import type { Head, Heads } from './heads.ts'

/** Streams by name and where they stand; those that are not there are left out. */
export type LookForHeads = (names: readonly string[]) => Promise<readonly (Head & { readonly name: string })[]>

/** Looks for streams that nobody remembers while Postgres writes another group, so that theirs need not ask first. Nobody waits for it. */
export type LookAhead = {
  /** Has the stream looked for and remembered. For one that nobody is writing. */
  want(stream: string): void
  /** These are about to be written: what is found of them from now on is out of date. */
  drop(streams: Iterable<string>): void
  /** So is everything. */
  dropAll(): void
}

export const lookAhead = (look: LookForHeads, heads: Heads): LookAhead => {
  /** What is wanted still, and of it what the next look asks for. A name that was dropped and is wanted again belongs to its newer look alone. */
  const wanted = new Map<string, number>()
  let next: string[] = []
  let looks = 0
  let busy = false

  const lookOn = async (): Promise<void> => {
    busy = true
    while (next.length > 0) {
      const names = next
      next = []
      looks += 1
      const mine = looks
      for (const name of names) if (wanted.has(name)) wanted.set(name, mine)
      // One that fails is made up for: whoever needs what is not remembered asks for it.
      const found = await look(names).catch(() => [])
      for (const { name, ...head } of found) if (wanted.get(name) === mine) heads.set(name, head)
      for (const name of names) if (wanted.get(name) === mine) wanted.delete(name)
    }
    busy = false
  }

  return {
    want: (stream) => {
      if (wanted.has(stream)) return
      wanted.set(stream, 0)
      // On the next turn, with everything that arrives in this one.
      if (next.push(stream) === 1 && !busy) setImmediate(lookOn)
    },
    drop: (streams) => {
      for (const stream of streams) wanted.delete(stream)
    },
    dropAll: () => wanted.clear(),
  }
}
