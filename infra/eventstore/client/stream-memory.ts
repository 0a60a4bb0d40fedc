import type { RawEvent } from './codec.ts'

type Kept = { readonly events: readonly RawEvent[]; readonly bytes: number }

/** Events of streams as the store gave them, personal fields still encrypted. The streams read last are kept. */
export type StreamMemory = {
  readonly recall: (stream: string) => readonly RawEvent[] | undefined
  readonly keep: (stream: string, events: readonly RawEvent[]) => void
  readonly forget: (stream: string) => void
}

/** A shorter stream is read whole as quickly as its tail. */
const worthKeeping = 8

const lengthOf = ({ data, metadata }: RawEvent) => JSON.stringify(data).length + JSON.stringify(metadata).length
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** At most so many events and so many bytes of their JSON, all streams together; one stream takes a quarter of it at most. */
export const streamMemory = (limit = { events: 10_000, bytes: 8 * 1024 * 1024 }): StreamMemory => {
  const kept = new Map<string, Kept>()
  let [events, bytes] = [0, 0]

  const forget = (stream: string) => {
    const old = kept.get(stream)
    if (!old) return
    kept.delete(stream)
    events -= old.events.length
    bytes -= old.bytes
  }
  /** Only what was added since is weighed. */
  const weigh = (stream: string, now: readonly RawEvent[]) => {
    const old = kept.get(stream)
    const grew = old !== undefined && old.events.length <= now.length && old.events.at(-1) === now[old.events.length - 1]
    return grew ? old.bytes + sum(now.slice(old.events.length).map(lengthOf)) : sum(now.map(lengthOf))
  }
  return {
    forget,
    recall: (stream) => {
      const found = kept.get(stream)
      if (!found) return undefined
      kept.delete(stream)
      kept.set(stream, found)
      return found.events
    },
    keep: (stream, now) => {
      const size = weigh(stream, now)
      forget(stream)
      if (now.length < worthKeeping || now.length > limit.events / 4 || size > limit.bytes / 4) return
      kept.set(stream, { events: now, bytes: size })
      events += now.length
      bytes += size
      for (const oldest of kept.keys()) {
        if (events <= limit.events && bytes <= limit.bytes) return
        forget(oldest)
      }
    },
  }
}
