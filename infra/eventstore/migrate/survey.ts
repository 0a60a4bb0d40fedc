import { carriages } from './carriage.ts'
import { type LogEvent, placeOf } from './log-event.ts'

/** What is to be copied: how many events, and the last revision of every stream, which a tombstone has to name. */
export type Survey = { readonly count: number; readonly revisions: ReadonlyMap<string, number> }

/** The source cannot be copied, or the target must not be written; the message says why. Nothing was written. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

/**
 * Reads the whole source once, before anything is written. A stream's events keep their revisions only when none is missing before or between them, since a server
 * gives revisions without gaps.
 * @throws MigrationRefused for a log that has been scavenged
 */
export const survey = async (source: AsyncIterable<LogEvent>, onRead: (events: number) => void = () => {}): Promise<Survey> => {
  const carriageOf = carriages()
  const revisions = new Map<string, number>()
  let count = 0
  for await (const event of source) {
    const carriage = carriageOf(event)
    onRead(1)
    if (carriage === 'append' || carriage === 'tombstone') count += 1
    if (carriage === 'left-out' || carriage === 'tombstone') continue
    const expected = (revisions.get(event.stream) ?? -1) + 1
    if (Number(event.revision) !== expected) {
      const reason = `revision ${expected} of ${event.stream} is gone from the source, so the events after it cannot keep theirs`
      throw new MigrationRefused(
        `${reason}: ${placeOf(event)} comes where it should stand. A log that was scavenged is moved by a backup of its server.`,
      )
    }
    revisions.set(event.stream, expected)
  }
  return { count, revisions }
}
