import { randomUUID } from 'node:crypto'
import type { Book } from './acknowledgements.ts'
import type { AppendSurely, Write } from './append-surely.ts'
import { chance } from './chance.ts'

/** The streams of writers that nobody else writes to; all others are contended. */
export const ownPrefix = 'own-'

const alone = 48
const contended = { streams: 4, writers: 16 }
/** A new stream is an insert of its own, so every writer comes to one now and then. */
const appendsAStream = 25
const mostEvents = 3

export type Writers = {
  /** Writes that were refused although nobody else writes to their stream: the store no longer knew its own answer. */
  readonly refusedAlone: readonly string[]
  /** Resolves when everybody has the answer to their last write, so that no outcome is unknown any more. */
  rest(): Promise<void>
}

type Options = { readonly append: AppendSurely; readonly book: Book; readonly seed: number; readonly until: AbortSignal }

/** Sets 64 writers going, each with one append under way at a time. An answer counts for a writer when it is in the book. */
export const startWriters = ({ append, book, seed, until }: Options): Writers => {
  const refusedAlone: string[] = []
  let resting = false

  const writeOf = (name: string, n: number, stream: string, after: number): Write => {
    const ids = Array.from({ length: 1 + chance(seed, `${name} ${n}`, mostEvents) }, () => randomUUID())
    return { write: `${name}-${n}`, stream, after, ids }
  }
  /** Answers where the stream stands now. */
  const appendAndNote = async (write: Write): Promise<number> => {
    const outcome = await append(write, until)
    if (outcome.kind === 'refused') {
      if (write.stream.startsWith(ownPrefix)) refusedAlone.push(`${write.write} after ${write.after} of ${write.stream}`)
      return outcome.current
    }
    const { revision, position, askedAt } = outcome
    await book.add({ write: write.write, stream: write.stream, ids: write.ids, revision, position }, askedAt)
    return revision
  }
  const writer = async (name: string, streamOf: (n: number) => string): Promise<void> => {
    let stream = ''
    let after = -1
    for (let n = 0; !resting; n += 1) {
      if (stream !== streamOf(n)) after = -1
      stream = streamOf(n)
      after = await appendAndNote(writeOf(name, n, stream, after))
    }
  }

  const rests = Promise.all([
    ...Array.from({ length: alone }, (_, number) => writer(`w${number}`, (n) => `${ownPrefix}${number}x${Math.floor(n / appendsAStream)}`)),
    ...Array.from({ length: contended.writers }, (_, number) => writer(`c${number}`, () => `shared-${number % contended.streams}`)),
  ])
  rests.catch(() => {})
  return {
    refusedAlone,
    rest: async () => {
      resting = true
      await rests
    },
  }
}
