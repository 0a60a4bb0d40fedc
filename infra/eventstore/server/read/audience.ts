import type { StoredEvent } from '../events.ts'
import { type Filter, passes } from './filter.ts'

/** What a subscriber wants to hear of: one stream, or of the whole log what passes the filter. */
export type Interest = { readonly stream: string } | { readonly filter: Filter | undefined }

/** Hears that the log has moved, and whether what is new concerns it. */
export type Listener = (concerned: boolean) => void

/** Who waits for the log to move. Of hundreds of subscribers an event concerns a few, and only those are woken for it. */
export type Audience = {
  /** Calls `listener` for everything that concerns it, and now and then for nothing. Answers how to stop that. */
  join(interest: Interest, listener: Listener): () => void
  /** These events, the newest, are there. */
  tell(events: readonly StoredEvent[]): void
  /** The log moved by other means. */
  tellAll(): void
}

/** Those with the same interest. `told` is the position at which they were last woken. */
type Group = { readonly filter: Filter | undefined; readonly listeners: Set<Listener>; told: number }

/**
 * Whom no event concerned for so many positions is woken all the same: to tell how far it has looked, and to stay within what the ring still holds.
 */
const longest = 1_000

const keyOf = (filter: Filter | undefined): string => {
  if (!filter) return ''
  const { on, by, checkpointEvery } = filter
  return JSON.stringify([on, checkpointEvery, 'regex' in by ? by.regex.source : by.prefixes])
}

const wake = (listeners: ReadonlySet<Listener> | undefined, concerned: boolean): void => {
  for (const listener of listeners ?? []) listener(concerned)
}

/** Types are few, so whom one concerns is worth remembering; should they be many all the same, it begins anew. */
const mostTypes = 10_000

export const audience = (): Audience => {
  const streams = new Map<string, Set<Listener>>()
  const groups = new Map<string, Group>()
  const ofType = new Map<string, readonly Group[]>()
  let told = 0

  const joinStream = (stream: string, listener: Listener): (() => void) => {
    const listeners = streams.get(stream) ?? new Set()
    streams.set(stream, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) streams.delete(stream)
    }
  }
  const joinAll = (filter: Filter | undefined, listener: Listener): (() => void) => {
    const key = keyOf(filter)
    const group = groups.get(key) ?? { filter, listeners: new Set(), told: 0 }
    if (!groups.has(key)) ofType.clear()
    groups.set(key, group)
    group.listeners.add(listener)
    return () => {
      group.listeners.delete(listener)
      if (group.listeners.size > 0) return
      groups.delete(key)
      ofType.clear()
    }
  }

  const tellStreams = (events: readonly StoredEvent[], head: number): void => {
    const concerned = new Set(events.map((event) => event.stream))
    if (head - told >= longest) {
      told = head
      for (const [stream, listeners] of streams) wake(listeners, concerned.has(stream))
    } else for (const stream of concerned) wake(streams.get(stream), true)
  }
  /** The groups that an event of this type concerns, whatever its stream. */
  const groupsOfType = (event: StoredEvent): readonly Group[] => {
    const known = ofType.get(event.type)
    if (known) return known
    const found = [...groups.values()].filter(({ filter }) => filter?.on === 'type' && passes(filter, event))
    if (ofType.size >= mostTypes) ofType.clear()
    ofType.set(event.type, found)
    return found
  }
  const tellGroups = (events: readonly StoredEvent[], head: number): void => {
    const concerned = new Set(events.flatMap(groupsOfType))
    for (const group of groups.values()) {
      const { filter, listeners } = group
      const concerns = concerned.has(group) || (filter?.on !== 'type' && events.some((event) => passes(filter, event)))
      if (!concerns && head - group.told < Math.min(filter?.checkpointEvery ?? longest, longest)) continue
      group.told = head
      wake(listeners, concerns)
    }
  }

  return {
    join: (interest, listener) => ('stream' in interest ? joinStream(interest.stream, listener) : joinAll(interest.filter, listener)),
    tell: (events) => {
      const head = events.at(-1)?.position
      if (head === undefined) return
      if (streams.size > 0) tellStreams(events, head)
      if (groups.size > 0) tellGroups(events, head)
    },
    tellAll: () => {
      for (const listeners of streams.values()) wake(listeners, true)
      for (const { listeners } of groups.values()) wake(listeners, true)
    },
  }
}
