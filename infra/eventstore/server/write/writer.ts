import { StoreInUse, storeWentBack } from '../errors.ts'
import { type AppendAnswer, lastOfAll, type WriteRequest } from '../events.ts'
import { isMetastream } from '../metadata.ts'
import type { Ring } from '../read/ring.ts'
import { loadStates, stateOf } from './group.ts'
import { headCache } from './heads.ts'
import { planGroup } from './plan.ts'
import { appendQueue, type Pending } from './queue.ts'
import { isTaken, type WriterSession } from './session.ts'

/** The one place where events enter the log. */
export type Writer = {
  /** `answer` is called once: after the commit, at the deadline, or when the database has gone and the outcome cannot be known. */
  write(request: WriteRequest, answer: (answer: AppendAnswer) => void): void
  /** Whether any stream has metadata or a tombstone. While none has, readers need not look for them. */
  marked(): boolean
  /** Writes what has been taken in, then lets the lock go. */
  close(): Promise<void>
}

type WriterOptions = {
  readonly ring: Ring
  readonly open: () => Promise<WriterSession>
  /** Nothing will be written any more by this process. */
  readonly onFatal: (error: Error) => void
}

const rememberedStreams = 100_000
const deadlineCheckMs = 100
const retryMs = 200
/** How long the lock may be another's after our session was lost, before we believe that we have been replaced. */
const replacedAfterMs = 30_000

/** Whose repeat is recognised by the ids in the ring, not by its place. */
const isKnownById = ({ expected }: WriteRequest): boolean => expected === 'any' || expected === 'stream_exists'

/** Starts from an open session, so that a store which cannot be served fails before anything listens. */
export const startWriter = (first: WriterSession, { ring, open, onFatal }: WriterOptions): Writer => {
  const queue = appendQueue()
  const heads = headCache(rememberedStreams)
  let session: WriterSession | undefined
  let working: Promise<void> | undefined
  let untold: (() => void) | undefined
  let closing = false
  let marked = false
  /** The last position that is written. The ring follows when its writers are told. */
  let head = ring.head()
  let reason = 'the event store is shutting down'

  const recent = (stream: string, id: string) => {
    const event = ring.find(id)
    return event?.stream === stream ? event : undefined
  }
  const tellNow = (): void => {
    const tell = untold
    untold = undefined
    tell?.()
  }
  /** Decides about the group and writes what it brings, in one commit. */
  const settle = async (current: WriterSession, requests: readonly WriteRequest[], believing: boolean) => {
    if (requests.some(isKnownById)) tellNow()
    const states = await loadStates(current, heads, requests, { marked, believing })
    const plan = planGroup(requests, { head, now: Date.now(), stateOf: (stream) => stateOf(states, stream), recent })
    if (plan.events.length > 0) await current.insert(plan)
    return { states, plan }
  }
  /** Writes the group; what it resolves to tells its writers, and those who read the newest. */
  const commit = async (current: WriterSession, group: readonly Pending[]): Promise<(() => void) | undefined> => {
    const requests = group.map(({ request }) => request)
    const { states, plan } = await settle(current, requests, true).catch((error: unknown) => {
      // A stream that its writer took for new is there: nothing was written, so all is decided again, by what there is.
      if (isTaken(error)) return settle(current, requests, false)
      throw error
    })
    // The session was lost meanwhile and everybody was told so; its successor reads the head anew.
    if (session !== current) return undefined
    const absentToo = marked
    marked ||= plan.newStreams.some(({ name }) => isMetastream(name)) || plan.events.some(({ revision }) => revision === lastOfAll)
    // Among marked streams whether there are metadata is asked at every write, so that there are none is worth remembering.
    for (const [stream, { id, revision, metadata }] of states) if (id !== 0 || absentToo) heads.set(stream, { id, revision, metadata })
    head += plan.events.length
    return () => {
      ring.push(plan.events)
      for (const [index, answer] of plan.answers.entries()) group[index]?.answer(answer)
    }
  }

  const work = async (): Promise<void> => {
    while (session && queue.waiting() > 0) {
      const current = session
      const told = await commit(current, queue.take()).catch((error: Error) => lose(current, error))
      tellNow()
      untold = told
      // Postgres has the next group before those of this one hear of theirs: answering takes as long as deciding, and Postgres would have nothing to do.
      if (queue.waiting() > 0) setImmediate(tellNow)
      else tellNow()
    }
    tellNow()
    working = undefined
  }

  // Started on the next turn, so that everything which arrived in this one goes into the same commit. Many events are worth one of their own: the next ones are
  // made ready while Postgres writes them.
  const wake = (): void => {
    if (session && queue.waiting() > 0)
      working ??= (queue.isMany() ? Promise.resolve() : new Promise<void>((resolve) => setImmediate(resolve))).then(work)
  }

  const adopt = (next: WriterSession): void => {
    heads.clear()
    marked = next.marked
    if (next.head !== ring.head()) ring.reset(next.head)
    head = next.head
    session = next
    next.onLost((error) => lose(next, error))
    wake()
  }

  const lose = (lost: WriterSession, error: Error): undefined => {
    if (session !== lost) return
    tellNow()
    session = undefined
    reason = `the event log cannot be written at the moment: ${error.message}`
    queue.fail({ kind: 'unavailable', reason })
    void lost.end()
    if (!closing) void recover()
  }

  const recover = async (): Promise<void> => {
    const since = Date.now()
    while (!closing && !session) {
      const next = await open().catch((error: Error) => error)
      if (!(next instanceof Error)) {
        if (closing) return next.end()
        if (next.head < ring.head()) {
          await next.end()
          return onFatal(storeWentBack(next.head, ring.head()))
        }
        return adopt(next)
      }
      if (next instanceof StoreInUse && Date.now() - since > replacedAfterMs) return onFatal(next)
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }

  const deadlines = setInterval(() => queue.expire(Date.now()), deadlineCheckMs)
  adopt(first)

  return {
    marked: () => marked,
    write: (request, answer) => {
      if (!session || closing) return answer({ kind: 'unavailable', reason })
      queue.add(request, answer)
      wake()
    },
    close: async () => {
      closing = true
      await working
      clearInterval(deadlines)
      await session?.end()
      queue.fail({ kind: 'unavailable', reason })
    },
  }
}
