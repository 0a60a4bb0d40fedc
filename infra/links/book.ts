import { setTimeout as after } from 'node:timers/promises'
import { type EventLog, type Feed, platformTenant, stateOf } from '@kontor/core/kernel'
import { links } from '@kontor/core/links'
import type { KnownLink, LinkBook } from '@kontor/gateways/http'
import { bounded } from '../secrets/bounded.ts'

/** Links in memory: half a kilobyte each, so some dozen megabytes at most. */
const remembered = 50_000

/** Codes that nobody has, so that guessing does not reach the store each time. Milliseconds (design.md §5 Redirect). */
const unknownFor = 1_000
const unknownRemembered = 10_000

/** After a feed that failed for another reason than its connection, which it mends itself. Milliseconds. */
const pause = 500

export type Book = LinkBook & {
  /** Forgets whatever the log tells of, from after `from` until `signal` aborts; without it the book would go stale. Never raises. */
  readonly keepUp: (feed: Feed, from: string | undefined, signal: AbortSignal) => Promise<void>
}

/** `now` counts milliseconds and need not be the time of day. */
export const linkBook = (log: Pick<EventLog, 'read'>, now: () => number = () => performance.now()): Book => {
  let known = bounded<KnownLink>(remembered)
  const unknown = bounded<number>(unknownRemembered)
  /** What is being read, so that a crowd before one link asks the store once. */
  const reading = new Map<string, Promise<KnownLink | undefined>>()

  const read = async (code: string): Promise<KnownLink | undefined> => {
    const link = await stateOf({ log }, links, platformTenant, code)
    return link.status === 'none' ? undefined : link
  }

  const keep = (code: string, link: KnownLink | undefined) => {
    if (link) known.set(code, link)
    else unknown.set(code, now() + unknownFor)
  }

  const load = async (code: string) => {
    const answer = read(code)
    reading.set(code, answer)
    try {
      const link = await answer
      // Forgotten meanwhile: what was read may be older than what was written.
      if (reading.get(code) === answer) keep(code, link)
      return link
    } finally {
      if (reading.get(code) === answer) reading.delete(code)
    }
  }

  const forget = (code: string) => {
    known.delete(code)
    unknown.delete(code)
    reading.delete(code)
  }

  return {
    find: async (code) => {
      const link = known.get(code)
      if (link) return link
      if ((unknown.get(code) ?? 0) > now()) return undefined
      return reading.get(code) ?? load(code)
    },
    forget,
    keepUp: async (feed, from, signal) => {
      let position = from
      while (!signal.aborted) {
        try {
          for await (const batch of feed({ from: position, maxBatch: 1_000, signal, only: ['links.Link'] })) {
            for (const { stream } of batch.events) forget(stream.slice(stream.lastIndexOf('.') + 1))
            position = batch.position
          }
        } catch {
          // Nothing is known for sure until the feed is back; each link is then read anew.
          known = bounded<KnownLink>(remembered)
          await after(pause, undefined, { signal }).catch(() => {})
        }
      }
    },
  }
}
