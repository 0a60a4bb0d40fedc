import { BACKWARDS, END, type EventStoreDBClient } from '@eventstore/db-client'

/** Where the log ends: the position of its last event, whatever it is. '0' for an empty log. */
export const headOf = async (client: EventStoreDBClient): Promise<string> => {
  for await (const { event } of client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })) {
    if (event) return String(event.position.commit)
  }
  return '0'
}
