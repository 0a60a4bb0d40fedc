import { type EventStoreDBClient, FORWARDS, START } from '@eventstore/db-client'
import { rawEvent } from './raw-event.ts'

/** Counting further tells an operator nothing more, and costs. */
const most = 10_000

/**
 * How many of our events stand in the log after this position, 10,000 meaning that many or more. Positions of a real server are byte offsets, so they are counted
 * and never subtracted (eventstore.md, client facts 5). '0' is before the first.
 */
export const eventsAfter = async (client: EventStoreDBClient, position: string): Promise<number> => {
  const place = BigInt(position)
  const fromPosition = place === 0n ? START : { commit: place, prepare: place }
  let count = 0
  for await (const resolved of client.readAll({ direction: FORWARDS, fromPosition, maxCount: most + 1 })) {
    const event = rawEvent(resolved)
    if (event && BigInt(event.position) > place) count += 1
  }
  return Math.min(count, most)
}
