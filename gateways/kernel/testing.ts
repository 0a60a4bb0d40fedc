import { createHash } from 'node:crypto'
import type { EventLog, Feed, Message, Recorded, StoredEvent } from '@kontor/core/kernel'
import type { Clock } from './clock.ts'
import type { ReadEvent } from './ports.ts'

/** A clock that moves only when told. Waits end when it has passed them. */
export const manualClock = (start = Date.parse('2026-01-01T00:00:00.000Z')): Clock & { readonly advance: (ms: number) => void } => {
  let now = start
  const waits = new Set<{ until: number; end: () => void }>()
  return {
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const end = () => {
          waits.delete(wait)
          resolve()
        }
        const wait = { until: now + ms, end }
        waits.add(wait)
        signal.addEventListener('abort', end, { once: true })
        if (signal.aborted) end()
      }),
    advance: (ms) => {
      now += ms
      for (const wait of [...waits]) if (wait.until <= now) wait.end()
    },
  }
}

/** Any function of scope and key serves, as long as it always answers the same. */
export const testDerivedId = (scope: string, key: string) => createHash('sha256').update(`${scope}\n${key}`).digest('hex').slice(0, 32)

type Definition = { readonly encode: (data: never) => unknown; readonly type: string }

/** A log in memory: what is told to it is read by streams, as decoded events, and by the feed, as stored ones. */
export const testLog = (...definitions: readonly Definition[]) => {
  const events: Recorded[] = []
  let grown = Promise.withResolvers<void>()
  const encodeOf = new Map(definitions.map(({ type, encode }) => [type, encode]))
  const stored = (event: Recorded) => ({ ...event, data: encodeOf.get(event.type)?.(event.data as never) ?? event.data }) as StoredEvent

  const tell = (stream: string, ...messages: readonly Message[]): readonly Recorded[] => {
    const told = messages.map((message) => {
      const revision = BigInt(events.filter((event) => event.stream === stream).length)
      const event: Recorded = { ...message, stream, revision, id: testDerivedId(stream, String(revision)), position: String(events.length + 1) }
      events.push(event)
      return event
    })
    grown.resolve()
    grown = Promise.withResolvers<void>()
    return told
  }
  const read: EventLog['read'] = async (stream) => {
    const found = events.filter((event) => event.stream === stream)
    return { events: found, revision: found.at(-1)?.revision ?? 'no-stream' }
  }
  const readPart: EventLog['readPart'] = async (stream, { from, direction, count }) => {
    const { events: all } = await read(stream)
    const ordered = direction === 'forwards' ? all : all.toReversed()
    const isWithin = ({ revision }: Recorded) => from === 'end' || (direction === 'forwards' ? revision >= from : revision <= from)
    return ordered.filter(isWithin).slice(0, count)
  }
  const readEvent: ReadEvent = async ({ eventId }) => events.find(({ id }) => id === eventId)
  const feed: Feed = async function* ({ from, maxBatch, signal }) {
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    for (let at = Number(from ?? 0); !signal.aborted; ) {
      const more = grown.promise
      const batch = events.slice(at, at + maxBatch)
      at += batch.length
      if (batch.length > 0) yield { events: batch.map(stored), position: String(at) }
      else await Promise.race([more, aborted])
    }
  }
  /** Puts another event in the place of one already told, as erasing a person does for its readers. */
  const retell = (event: Recorded, data: unknown) => {
    events[Number(event.position) - 1] = { ...event, data } as Recorded
  }
  return { tell, retell, read, readPart, readEvent, feed }
}
