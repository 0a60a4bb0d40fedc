import type { StoredEvent } from '../events.ts'
import { type Filter, passes } from './filter.ts'

/** What a subscriber wants to hear of: one stream, or of the whole log what passes the filter. */
export type Interest = { readonly stream: string } | { readonly filter: Filter | undefined }

/** Who waits for the log to move. Of hundreds of subscribers an event concerns a few, and only those are woken for it. */
export type Audience = {
  /** Calls `listener` when there may be something for it. Answers how to stop that. */
  join(interest: Interest, listener: () => void): () => void
  /** These events, the newest, are there. */
  tell(events: readonly StoredEvent[]): void
  /** The log moved by other means. */
  tellAll(): void
}

/** Those with the same interest. `told` is the position at which they were last woken. */
type Group = { readonly filter: Filter | undefined; readonly listeners: Set<() => void>; told: number }

/**
 * Whom no event concerned for so many positions is woken all the same: to tell how far it has looked, and to stay within what the ring still holds.
 */
const longest = 1_000

const keyOf = (filter: Filter | undefined): string => {
  if (!filter) return ''
  const { on, by, checkpointEvery } = filter
  return JSON.stringify([on, checkpointEvery, 'regex' in by ? by.regex.source : by.prefixes])
}

const wake = (listeners: ReadonlySet<() => void> | undefined): void => {
  for (const listener of listeners ?? []) listener()
}

export const audience = (): Audience => {
  const streams = new Map<string, Set<() => void>>()
  const groups = new Map<string, Group>()
  let told = 0

  const joinStream = (stream: string, listener: () => void): (() => void) => {
    const listeners = streams.get(stream) ?? new Set()
    streams.set(stream, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) streams.delete(stream)
    }
  }
  const joinAll = (filter: Filter | undefined, listener: () => void): (() => void) => {
    const key = keyOf(filter)
    const group = groups.get(key) ?? { filter, listeners: new Set(), told: 0 }
    groups.set(key, group)
    group.listeners.add(listener)
    return () => {
      group.listeners.delete(listener)
      if (group.listeners.size === 0) groups.delete(key)
    }
  }

  const tellStreams = (events: readonly StoredEvent[], head: number): void => {
    if (head - told >= longest) {
      told = head
      for (const listeners of streams.values()) wake(listeners)
    } else for (const stream of new Set(events.map((event) => event.stream))) wake(streams.get(stream))
  }
  const tellGroup = (group: Group, events: readonly StoredEvent[], head: number): void => {
    const { filter, listeners } = group
    const isDue = filter && head - group.told >= Math.min(filter.checkpointEvery, longest)
    if (!isDue && !events.some((event) => passes(filter, event))) return
    group.told = head
    wake(listeners)
  }

  return {
    join: (interest, listener) => ('stream' in interest ? joinStream(interest.stream, listener) : joinAll(interest.filter, listener)),
    tell: (events) => {
      const head = events.at(-1)?.position
      if (head === undefined) return
      if (streams.size > 0) tellStreams(events, head)
      for (const group of groups.values()) tellGroup(group, events, head)
    },
    tellAll: () => {
      for (const listeners of streams.values()) wake(listeners)
      for (const { listeners } of groups.values()) wake(listeners)
    },
  }
}
