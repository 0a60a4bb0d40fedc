import { type Expected, noStream } from '../events.ts'

/** An event that the stream already holds. */
export type Seen = { readonly id: string; readonly revision: number; readonly position: number }

/** What is known of the stream's past: by revision (complete behind the head where it is asked), and by id (the newest events only). */
export type Past = { at(revision: number): Seen | undefined; find(id: string): Seen | undefined }

export type Decision = { readonly kind: 'append' } | { readonly kind: 'wrong-version' } | { readonly kind: 'repeated'; readonly last: Seen }

const wrongVersion: Decision = { kind: 'wrong-version' }
const append: Decision = { kind: 'append' }

/** The same ids in the same places: the answer was lost on its way, so it is given again. One that differs is another write. */
const repeated = (ids: readonly string[], find: (id: string, index: number) => Seen | undefined): Decision => {
  let last: Seen | undefined
  for (const [index, id] of ids.entries()) {
    last = find(id, index)
    if (last?.id !== id) return wrongVersion
  }
  return last ? { kind: 'repeated', last } : wrongVersion
}

/**
 * May these events be written after `current`, the stream's last revision (-1: none)? Follows EventStoreDB 23.10: a repeat of an exact
 * revision is always recognised, one of `any` or `stream_exists` as long as its ids are among the newest.
 */
export const decide = (expected: Expected, ids: readonly string[], current: number, past: Past): Decision => {
  if (typeof expected === 'number' || expected === 'no_stream') {
    const revision = expected === 'no_stream' ? noStream : expected
    if (revision === current) return append
    return revision > current ? wrongVersion : repeated(ids, (_, index) => past.at(revision + 1 + index))
  }
  if (expected === 'stream_exists' && current === noStream) return wrongVersion
  const [first] = ids
  return first === undefined || !past.find(first) ? append : repeated(ids, past.find)
}
