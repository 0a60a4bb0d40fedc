import { StreamDeleted } from '../errors.ts'
import { lastOfAll, noStream } from '../events.ts'
import { isMetastream, isSoftlyDeleted, limitsIn, originalOf } from '../metadata.ts'
import type { LogReader } from './log-reader.ts'

/** What readers see of a stream: revisions from `oldest` on, created at or after `createdFrom` (milliseconds since 1970), up to `last`. */
export type Visible = { readonly oldest: number; readonly createdFrom: number; readonly last: number }

/** Where a stream without metadata and without a tombstone begins. */
const everything = { oldest: 0, createdFrom: 0 }

type Source = { readonly log: Pick<LogReader, 'facts'>; readonly marked: () => boolean }

/** Of the metadata of a stream only the last count. */
const visibleMetadata = async ({ log }: Source, metastream: string): Promise<Visible | undefined> => {
  const original = originalOf(metastream)
  if ((await log.facts(original)).last === lastOfAll) throw new StreamDeleted(metastream)
  const { last } = await log.facts(metastream)
  return last === noStream ? undefined : { oldest: last, createdFrom: 0, last }
}

/**
 * What metadata and deletions leave of a stream (EventStoreDB 23.10); undefined when there is no such stream, or none to be seen. `now` in milliseconds since 1970.
 * @throws StreamDeleted for a stream with a tombstone.
 */
export const visibleOf = async (source: Source, stream: string, now: number): Promise<Visible | undefined> => {
  if (source.marked() && isMetastream(stream)) return visibleMetadata(source, stream)
  const { last, metadata } = await source.log.facts(stream)
  if (last === lastOfAll) throw new StreamDeleted(stream)
  const limits = limitsIn(metadata)
  if (last === noStream || isSoftlyDeleted(limits)) return undefined
  const { maxCount, maxAge, truncateBefore } = limits
  const oldest = Math.max(truncateBefore, maxCount === undefined ? 0 : last - maxCount + 1)
  return { oldest, createdFrom: maxAge === undefined ? 0 : now - maxAge, last }
}

/** The same for a reader that does not ask how far the stream goes, and so need not look while nothing in the log can hide anything. */
export const rangeOf = async (source: Source, stream: string, now: number): Promise<Omit<Visible, 'last'> | undefined> =>
  source.marked() ? visibleOf(source, stream, now) : everything
