import { type EventStoreDBClient, NO_STREAM } from '@eventstore/db-client'
import { type Appends, openAppends } from './append-log.ts'
import { type Carried, isDeletion } from './carriage.ts'
import { type LogEvent, sizeOf } from './log-event.ts'
import type { Survey } from './survey.ts'

/** EventStoreDB's default for the events of one append, in bytes. What was one append at the source is then never split, unless its server allowed more. */
const mostBytes = 1024 * 1024

/**
 * Appends what arrives, as many events at once as follow one another in a stream, but apart from a deletion before them where the source's server saw the two apart.
 * An append is written whole or not at all and where it ends follows from the log alone, so a copy that is interrupted ends between two, and one that overlaps the
 * last appends of its killed predecessor repeats them exactly.
 */
const runs = (appends: Appends, onSent: (events: number) => void) => {
  let run: LogEvent[] = []
  let bytes = 0
  const send = async ([first, ...others]: readonly LogEvent[]): Promise<void> => {
    if (!first) return
    await appends.append([first, ...others])
    onSent(1 + others.length)
  }
  const take = (): readonly LogEvent[] => {
    const taken = run
    run = []
    bytes = 0
    return taken
  }
  const flush = (): Promise<void> => send(take())
  const flushApart = async (): Promise<void> => {
    const events = take()
    const behindDeletion = events.findLastIndex(isDeletion) + 1
    await send(events.slice(0, behindDeletion))
    await send(events.slice(behindDeletion))
  }
  const add = async ({ event, endsAppend }: Carried): Promise<void> => {
    const size = sizeOf(event)
    const [first] = run
    if (first && (first.stream !== event.stream || bytes + size > mostBytes)) await flush()
    run.push(event)
    bytes += size
    if (endsAppend) await flushApart()
  }
  return { add, flush }
}

/**
 * Writes what the target lacks, in the order of the source's `$all`, each event at its exact revision. Returns when all is acknowledged.
 * @throws AppendFailed, and what the client raises for a tombstone
 */
export const copyRest = async (
  rest: AsyncIterable<Carried>,
  target: EventStoreDBClient,
  { revisions }: Pick<Survey, 'revisions'>,
  onSent: (events: number) => void = () => {},
): Promise<void> => {
  const appends = await openAppends(target)
  const { add, flush } = runs(appends, onSent)
  const tombstone = async (stream: string): Promise<void> => {
    await flush()
    await appends.settled()
    const last = revisions.get(stream)
    await target.tombstoneStream(stream, { expectedRevision: last === undefined ? NO_STREAM : BigInt(last) })
    onSent(1)
  }
  try {
    for await (const next of rest) {
      if (next.carriage === 'tombstone') await tombstone(next.event.stream)
      else await add(next)
    }
    await flush()
    await appends.settled()
  } finally {
    appends.close()
  }
}
