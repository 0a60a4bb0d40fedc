import { type AppendAnswer, sizeOf, type WriteRequest } from '../events.ts'
import { layRows, worthCopying } from './rows.ts'

/** A request and whoever waits for its answer. Answered once: later answers are dropped. */
export type Pending = { readonly request: WriteRequest; readonly size: number; answer(answer: AppendAnswer): void }

/** One commit takes at most this much, so that a flood neither swells a statement beyond reason nor keeps the first writer waiting for the last. */
const groupLimit = { events: 4_096, bytes: 8 * 1024 * 1024 }

/**
 * Of more than so many requests half are taken. Their writers have their answers, and the next requests are on their way, while Postgres writes the other half; all
 * at once they would wait for each other in turn.
 */
const leastShare = 32

/** What waits for the writer, in order of arrival, with whatever is being written: both can run out of time. */
export type Queue = {
  add(request: WriteRequest, answer: (answer: AppendAnswer) => void): void
  /** Takes the next group off the queue; it stays subject to its deadlines until it is answered. */
  take(): readonly Pending[]
  /** Answers all whose deadline has passed. One that is being written may still be committed: the writer finds out by repeating it. */
  expire(now: number): void
  /** Gives everybody, also those being written, the same answer. */
  fail(answer: AppendAnswer): void
  waiting(): number
  /** Whether what waits is worth a commit of its own. */
  isMany(): boolean
}

const eventsOf = (request: WriteRequest) => ('remove' in request ? [] : request.events)

/** Whoever brings many events has them laid down on arrival, while the writer waits for Postgres. */
const laidDown = (request: WriteRequest): WriteRequest =>
  eventsOf(request).length < worthCopying ? request : { ...request, events: layRows(eventsOf(request)) }

export const appendQueue = (): Queue => {
  const open = new Set<Pending>()
  let waiting: Pending[] = []

  const add = (asked: WriteRequest, answer: (answer: AppendAnswer) => void): void => {
    const size = eventsOf(asked).reduce((total, event) => total + sizeOf(event), 0)
    const request = laidDown(asked)
    const pending: Pending = { request, size, answer: (given) => void (open.delete(pending) && answer(given)) }
    open.add(pending)
    waiting.push(pending)
  }

  const take = (): readonly Pending[] => {
    let events = 0
    let bytes = 0
    const share = Math.max(leastShare, Math.ceil(waiting.length / 2))
    const end = waiting.findIndex(({ request, size }, index) => {
      events += eventsOf(request).length
      bytes += size
      return index > 0 && (index >= share || events > groupLimit.events || bytes > groupLimit.bytes)
    })
    const group = end === -1 ? waiting : waiting.slice(0, end)
    waiting = end === -1 ? [] : waiting.slice(end)
    return group
  }

  const expire = (now: number): void => {
    for (const pending of open) if (pending.request.deadline <= now) pending.answer({ kind: 'too-late' })
    waiting = waiting.filter((pending) => open.has(pending))
  }

  const fail = (answer: AppendAnswer): void => {
    waiting = []
    for (const pending of open) pending.answer(answer)
  }

  const isMany = (): boolean => waiting.some(({ request }) => eventsOf(request).length >= worthCopying)

  return { add, take, expire, fail, waiting: () => waiting.length, isMany }
}
