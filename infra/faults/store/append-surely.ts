import { setTimeout as delay } from 'node:timers/promises'
import { type AppendExpectedRevision, type EventStoreDBClient, jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client'

/** One append as a writer means it: `after` is the exact revision it follows, -1 for a stream that must not exist. */
export type Write = { readonly write: string; readonly stream: string; readonly after: number; readonly ids: readonly string[] }

export type Outcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: string; readonly askedAt: number }
  | { readonly kind: 'refused'; readonly current: number }

/** What an attempt says to the store. */
export type Attempt = (write: Write) => { readonly ids: readonly string[]; readonly expectedRevision: AppendExpectedRevision }

export type AppendSurely = (write: Write, until: AbortSignal) => Promise<Outcome>

/** Every event of the suite is of this type. */
export const writtenType = 'faults.Written'

const patienceMs = 5_000
const pauseMs = 25
const none = -1

/** The same at every attempt: the ids, and the revision they follow. */
const exactly: Attempt = ({ ids, after }) => ({ ids, expectedRevision: after === none ? NO_STREAM : BigInt(after) })

/** A dead server can leave a call without any answer; the client's own deadline is the server's to keep. */
const inTime = async <T>(answer: Promise<T>): Promise<T> => {
  const over = new AbortController()
  const late = delay(patienceMs + 1_000, undefined, { signal: over.signal }).then(() => Promise.reject(new Error('no answer in time')))
  late.catch(() => {})
  return Promise.race([answer, late]).finally(() => over.abort())
}

/**
 * Repeats a write whose outcome is unknown until the store says what became of it, each time as `attempt` says: with the same ids at the same revision.
 * Raises the last error when `until` aborts first.
 */
export const appendSurely = (client: EventStoreDBClient, attempt = exactly): AppendSurely => {
  const once = (write: Write) => {
    const { ids, expectedRevision } = attempt(write)
    const body = (index: number) => ({ key: `${write.write}.${index}`, filler: 'x'.repeat(120) })
    const events = ids.map((id, index) => jsonEvent({ id, type: writtenType, data: body(index) }))
    return inTime(client.appendToStream(write.stream, events, { expectedRevision, deadline: patienceMs }))
  }
  return async (write, until) => {
    for (;;) {
      const askedAt = performance.now()
      try {
        const { nextExpectedRevision, position } = await once(write)
        return { kind: 'appended', revision: Number(nextExpectedRevision), position: String(position?.commit), askedAt }
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) {
          return { kind: 'refused', current: error.actualVersion === 'no_stream' ? none : Number(error.actualVersion) }
        }
        if (until.aborted) throw error
        await delay(pauseMs)
      }
    }
  }
}
