import { type StoredEvent, sizeOf } from '../events.ts'
import { audience, type Interest, type Listener } from './audience.ts'

/** The newest events of the log in memory, and the one place that says how far the log is acknowledged. */
export type Ring = {
  /** The last acknowledged position; 0 for an empty log. */
  head(): number
  /** The next events of the log, in order. Wakes whom they concern. */
  push(events: readonly StoredEvent[]): void
  /** Up to `limit` events after that position, or nothing when they are no longer all here: then the log itself must be asked. */
  after(position: number, limit: number): readonly StoredEvent[] | undefined
  find(id: string): StoredEvent | undefined
  /** Forgets the events and takes `head` for the end of the log, as after the writer was away. Wakes everybody. */
  reset(head: number): void
  /** Calls `listener` for everything new that concerns it, and now and then for nothing. Answers how to stop that. */
  listen(interest: Interest, listener: Listener): () => void
}

export type RingLimits = { readonly events: number; readonly bytes: number }

/** What an event weighs beside its bytes, roughly: the object, its strings, the encoded form kept for subscribers. */
const weightOf = (event: StoredEvent): number => 2 * sizeOf(event) + 512

/** Bounded in number and in bytes, whichever is reached first. */
export const eventRing = (limits: RingLimits): Ring => {
  const slots = new Array<StoredEvent | undefined>(limits.events)
  const ids = new Map<string, StoredEvent>()
  const listeners = audience()
  let head = 0
  /** The position before the oldest event held. */
  let floor = 0
  let bytes = 0

  const dropOldest = (): void => {
    floor += 1
    const slot = floor % limits.events
    const oldest = slots[slot]
    slots[slot] = undefined
    if (!oldest) return
    bytes -= weightOf(oldest)
    if (ids.get(oldest.id) === oldest) ids.delete(oldest.id)
  }

  const add = (event: StoredEvent): void => {
    if (event.position !== head + 1) throw new Error(`Position ${event.position} does not follow ${head}`)
    while (head > floor && (head - floor >= limits.events || bytes + weightOf(event) > limits.bytes)) dropOldest()
    head = event.position
    slots[head % limits.events] = event
    ids.set(event.id, event)
    bytes += weightOf(event)
  }

  return {
    head: () => head,
    push: (events) => {
      for (const event of events) add(event)
      listeners.tell(events)
    },
    after: (position, limit) => {
      if (position < floor) return undefined
      const found: StoredEvent[] = []
      for (let next = position + 1; next <= head && found.length < limit; next += 1) {
        const event = slots[next % limits.events]
        if (event) found.push(event)
      }
      return found
    },
    find: (id) => ids.get(id),
    reset: (to) => {
      while (floor < head) dropOldest()
      head = to
      floor = to
      listeners.tellAll()
    },
    listen: listeners.join,
  }
}
