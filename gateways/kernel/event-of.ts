import type { EventLog } from '@kontor/core/kernel'
import type { ReadEvent } from './ports.ts'

/** Reads an item's event from its stream. Streams with effects are short; a log that can read one event alone may be given instead. */
export const eventReader =
  (log: Pick<EventLog, 'read'>): ReadEvent =>
  async ({ stream, eventId }) => {
    const { events } = await log.read(stream)
    return events.find((event) => event.id === eventId)
  }
