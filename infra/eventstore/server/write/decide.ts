import { type Expected, lastOfAll, noStream } from '../events.ts'

/** An event that the stream already holds. */
export type Seen = { readonly id: string; readonly revision: number; readonly position: number }

/** What is known of the stream's past: by revision (complete behind the head where it is asked), and by id (the newest events only). */
export type Past = { at(revision: number): Seen | undefined; find(id: string): Seen | undefined }

/** Where the stream stands; a revision of -1 says that it has no events, which it may have metadata without. */
export type Standing = { readonly revision: number; readonly softlyDeleted: boolean; readonly hasMetadata: boolean }

export type Decision =
  | { readonly kind: 'append' }
  | { readonly kind: 'wrong-version' }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'repeated'; readonly last: Seen }

const wrongVersion: Decision = { kind: 'wrong-version' }
const streamDeleted: Decision = { kind: 'stream-deleted' }
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

const decideExact = (expected: number | 'no_stream', ids: readonly string[], standing: Standing, past: Past): Decision => {
  const revision = expected === 'no_stream' ? noStream : expected
  if (revision === standing.revision) return append
  if (revision > standing.revision) return wrongVersion
  const beginsAnew = expected === 'no_stream' && standing.softlyDeleted && past.at(0)?.id !== ids[0]
  return beginsAnew ? append : repeated(ids, (_, index) => past.at(revision + 1 + index))
}

/**
 * May these events be written? Follows EventStoreDB 23.10: a repeat of an exact revision is always recognised, one of `any` or `stream_exists` as long as its ids
 * are among the newest; a softly deleted stream may begin anew, one with a tombstone never.
 */
export const decide = (expected: Expected, ids: readonly string[], standing: Standing, past: Past): Decision => {
  if (standing.revision === lastOfAll) return streamDeleted
  if (typeof expected === 'number' || expected === 'no_stream') return decideExact(expected, ids, standing, past)
  if (expected === 'stream_exists' && standing.softlyDeleted) return streamDeleted
  if (expected === 'stream_exists' && standing.revision === noStream && !standing.hasMetadata) return wrongVersion
  const [first] = ids
  return first === undefined || !past.find(first) ? append : repeated(ids, past.find)
}
