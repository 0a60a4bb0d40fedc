import { open, readFile } from 'node:fs/promises'
import { moments } from './moments.ts'

/** What a writer was told: the events of one append, and where the last of them stands. */
export type Acknowledged = {
  readonly write: string
  readonly stream: string
  readonly ids: readonly string[]
  readonly revision: number
  readonly position: string
}

/** The writers' own book, on disk. What it says was acknowledged must be in the log for ever. */
export type Book = {
  /** Resolves when the line is on disk: only then does the acknowledgement count. `askedAt` is when the answered attempt began, as `performance.now()` tells it. */
  add(acknowledged: Acknowledged, askedAt: number): Promise<void>
  /** What counts so far, in the order in which it came to count. */
  all(): readonly Acknowledged[]
  reached(count: number, until: AbortSignal): Promise<void>
  /** When an attempt that began at that time or later first counted. */
  firstAfter(since: number, until: AbortSignal): Promise<number>
  /** The book as a stranger finds it on disk. */
  read(): Promise<readonly Acknowledged[]>
  close(): Promise<void>
}

type Line = { readonly acknowledged: Acknowledged; readonly askedAt: number; readonly counts: () => void }

/** Opens a new book. All lines that wait for the disk share one fsync. */
export const openBook = async (path: string): Promise<Book> => {
  const file = await open(path, 'ax')
  const { changed, when } = moments()
  const all: Acknowledged[] = []
  let waiting: Line[] = []
  let writing: Promise<void> | undefined
  let latest = { askedAt: 0, countedAt: 0 }

  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting
      waiting = []
      await file.appendFile(lines.map(({ acknowledged }) => `${JSON.stringify(acknowledged)}\n`).join(''))
      await file.datasync()
      all.push(...lines.map(({ acknowledged }) => acknowledged))
      latest = { askedAt: Math.max(latest.askedAt, ...lines.map(({ askedAt }) => askedAt)), countedAt: performance.now() }
      for (const { counts } of lines) counts()
      changed()
    }
    writing = undefined
  }

  return {
    add: (acknowledged, askedAt) =>
      new Promise((resolve, reject) => {
        waiting.push({ acknowledged, askedAt, counts: resolve })
        writing ??= write()
        writing.catch(reject)
      }),
    all: () => all,
    reached: (count, until) => when(() => all.length >= count, until),
    firstAfter: async (since, until) => {
      await when(() => latest.askedAt >= since, until)
      return latest.countedAt
    },
    read: async () =>
      (await readFile(path, 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    close: () => file.close(),
  }
}
