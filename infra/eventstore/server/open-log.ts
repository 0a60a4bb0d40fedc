import { setTimeout as delay } from 'node:timers/promises'
import { StoreInUse } from './errors.ts'
import { type LogReader, openLogReader } from './read/log-reader.ts'
import { eventRing, type Ring } from './read/ring.ts'
import { openWriterSession, type WriterSession } from './write/session.ts'
import { startWriter, type Writer } from './write/writer.ts'

/** The log, ready to be written and read. */
export type OpenLog = { readonly ring: Ring; readonly log: LogReader; readonly writer: Writer; close(): Promise<void> }

const ringLimits = { events: 16_384, bytes: 64 * 1024 * 1024 }
/** Enough of the newest events to recognise a repeat of `any` after a restart. */
const warmEvents = 1_000
/** A predecessor that was killed holds the lock until Postgres notices, which is soon. */
const lockPatienceMs = 2_000
const lockRetryMs = 100

const openPatiently = async (open: () => Promise<WriterSession>): Promise<WriterSession> => {
  for (const until = Date.now() + lockPatienceMs; ; await delay(lockRetryMs)) {
    const session = await open().catch((error: Error) => error)
    if (!(session instanceof Error)) return session
    if (!(session instanceof StoreInUse) || Date.now() >= until) throw session
  }
}

const warmRing = async (log: LogReader, head: number): Promise<Ring> => {
  const ring = eventRing(ringLimits)
  const after = Math.max(0, head - warmEvents)
  const { events } = await log.all({ after, upTo: head, limit: warmEvents })
  // Should positions ever be missing, the ring begins behind the last gap.
  const gap = events.findLastIndex(({ position }, index) => position !== head - (events.length - 1 - index))
  const recent = events.slice(gap + 1)
  ring.reset(head - recent.length)
  ring.push(recent)
  return ring
}

/**
 * Takes the lock, finds the head and begins to write. `onFatal` hears when nothing will be written any more.
 * @throws StoreInUse, StoreNotDurable
 */
export const openLog = async (connectionString: string, schema: string, onFatal: (error: Error) => void): Promise<OpenLog> => {
  const open = () => openWriterSession(connectionString, schema)
  const session = await openPatiently(open)
  const log = openLogReader(connectionString, schema)
  try {
    const ring = await warmRing(log, session.head)
    const writer = startWriter(session, { ring, open, onFatal })
    const close = async (): Promise<void> => {
      await writer.close()
      await log.close()
    }
    return { ring, log, writer, close }
  } catch (error) {
    await session.end()
    await log.close()
    throw error
  }
}
