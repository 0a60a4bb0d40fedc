import type { EventLog } from '@kontor/core/kernel'
import type { ReadEvent } from './ports.ts'

/** Reads an item's event alone, by its place in its stream. Another event in that place is not the one that was meant. */
export const eventReader =
  (log: Pick<EventLog, 'readPart'>): ReadEvent =>
  async ({ stream, revision, eventId }) => {
    const [event] = await log.readPart(stream, { from: revision, direction: 'forwards', count: 1 })
    return event?.id === eventId ? event : undefined
  }
