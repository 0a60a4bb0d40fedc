import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { ANY, type EventStoreDBClient, jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client'

/** One append as a writer means it: `after` is the exact revision it follows, -1 for a stream that must not exist. */
export type Write = { readonly write: string; readonly stream: string; readonly after: number; readonly ids: readonly string[] }

export type Outcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: string; readonly askedAt: number }
  | { readonly kind: 'refused'; readonly current: number }

/** `exact` is the only way that is safe; `careless` names no revision and gives its events new ids at every attempt. */
export type Manner = 'exact' | 'careless'

export type AppendSurely = (write: Write, until: AbortSignal) => Promise<Outcome>

/** Every event of the suite is of this type. */
export const writtenType = 'faults.Written'

const patienceMs = 5_000
const pauseMs = 25

const bodyOf = ({ write }: Write, index: number) => ({ key: `${write}.${index}`, filler: 'x'.repeat(120) })

/** A dead server can leave a call without any answer; the client's own deadline is the server's to keep. */
const inTime = async <T>(answer: Promise<T>): Promise<T> => {
  const over = new AbortController()
  const late = delay(patienceMs + 1_000, undefined, { signal: over.signal }).then(() => Promise.reject(new Error('no answer in time')))
  late.catch(() => {})
  return Promise.race([answer, late]).finally(() => over.abort())
}

/**
 * Repeats a write whose outcome is unknown, with the same ids at the same revision, until the store says what became of it.
 * Raises the last error when `until` aborts first.
 */
export const appendSurely =
  (client: EventStoreDBClient, manner: Manner): AppendSurely =>
  async (write, until) => {
    const expected = write.after < 0 ? NO_STREAM : BigInt(write.after)
    const attempt = () => {
      const ids = manner === 'exact' ? write.ids : write.ids.map(() => randomUUID())
      const events = ids.map((id, index) => jsonEvent({ id, type: writtenType, data: bodyOf(write, index) }))
      return inTime(client.appendToStream(write.stream, events, { expectedRevision: manner === 'exact' ? expected : ANY, deadline: patienceMs }))
    }
    for (;;) {
      const askedAt = performance.now()
      try {
        const { nextExpectedRevision, position } = await attempt()
        return { kind: 'appended', revision: Number(nextExpectedRevision), position: String(position?.commit), askedAt }
      } catch (error) {
        if (error instanceof WrongExpectedVersionError)
          return { kind: 'refused', current: error.actualVersion === 'no_stream' ? -1 : Number(error.actualVersion) }
        if (until.aborted) throw error
        await delay(pauseMs)
      }
    }
  }
