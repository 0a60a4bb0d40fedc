import { BACKWARDS, END, type EventStoreDBClient } from '@eventstore/db-client'

/** Where the log ends: the position of its last event, whatever it is. '0' for an empty log. */
export const headOf = async (client: EventStoreDBClient): Promise<string> => {
  let head = '0'
  // Read to its end: the client never lets go of a stream that is left before, and waits for it when it is to be closed.
  for await (const { event } of client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })) {
    if (event) head = String(event.position.commit)
  }
  return head
}
