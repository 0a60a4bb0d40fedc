import { type EventStoreDBClient, type ReadStreamOptions, StreamNotFoundError } from '@eventstore/db-client'
import { OutcomeUnknown } from '@kontor/core/kernel'
import type { RawEvent } from './codec.ts'
import { rawEvent } from './raw-event.ts'
import type { StreamMemory } from './stream-memory.ts'

/** Our events of a stream, or of a part of it, as they lie there. Empty for a stream that does not exist; raises OutcomeUnknown. */
export type ReadStream = (stream: string, options?: ReadStreamOptions) => Promise<readonly RawEvent[]>

export const readStream =
  (client: EventStoreDBClient): ReadStream =>
  async (stream, options = {}) => {
    const events: RawEvent[] = []
    try {
      for await (const resolved of client.readStream(stream, options)) {
        const raw = rawEvent(resolved)
        if (raw) events.push(raw)
      }
    } catch (error) {
      if (error instanceof StreamNotFoundError) return []
      throw new OutcomeUnknown(`reading ${stream}: ${(error as Error).message}`, { cause: error })
    }
    return events
  }

/**
 * A whole stream, of which only what is new comes over the wire: the tail after the last event known. The store is asked every time, and the first and the last
 * event known must still be where they were; a stream that was deleted or cut is read anew.
 */
export const readRemembered = (read: ReadStream, memory: StreamMemory): ((stream: string) => Promise<readonly RawEvent[]>) => {
  const tailOf = async (stream: string, known: readonly RawEvent[]): Promise<readonly RawEvent[] | undefined> => {
    const [first, last] = [known[0], known.at(-1)]
    if (!first || !last) return undefined
    const [[start], [end, ...tail]] = await Promise.all([
      read(stream, { fromRevision: first.revision, maxCount: 1 }),
      read(stream, { fromRevision: last.revision }),
    ])
    return start?.id === first.id && end?.id === last.id ? tail : undefined
  }
  return async (stream) => {
    const known = memory.recall(stream)
    const tail = known && (await tailOf(stream, known))
    if (known && tail?.length === 0) return known
    const events = known && tail ? [...known, ...tail] : await read(stream)
    memory.keep(stream, events)
    return events
  }
}
