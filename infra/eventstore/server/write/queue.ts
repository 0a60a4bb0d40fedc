import { type AppendAnswer, sizeOf, type WriteRequest } from '../events.ts'

/** A request and whoever waits for its answer. Answered once: later answers are dropped. */
export type Pending = { readonly request: WriteRequest; readonly size: number; answer(answer: AppendAnswer): void }

/** One commit takes at most this much, so that a flood neither swells a statement beyond reason nor keeps the first writer waiting for the last. */
const groupLimit = { events: 4_096, bytes: 8 * 1024 * 1024 }

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
}

const eventsOf = (request: WriteRequest) => ('remove' in request ? [] : request.events)

export const appendQueue = (): Queue => {
  const open = new Set<Pending>()
  let waiting: Pending[] = []

  const add = (request: WriteRequest, answer: (answer: AppendAnswer) => void): void => {
    const size = eventsOf(request).reduce((total, event) => total + sizeOf(event), 0)
    const pending: Pending = { request, size, answer: (given) => void (open.delete(pending) && answer(given)) }
    open.add(pending)
    waiting.push(pending)
  }

  const take = (): readonly Pending[] => {
    let events = 0
    let bytes = 0
    const end = waiting.findIndex(({ request, size }, index) => {
      events += eventsOf(request).length
      bytes += size
      return index > 0 && (events > groupLimit.events || bytes > groupLimit.bytes)
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

  return { add, take, expire, fail, waiting: () => waiting.length }
}
