import type { EventStoreDBClient } from '@eventstore/db-client'
import { carried } from './carriage.ts'
import { type Comparison, compareLogs } from './compare.ts'
import { copyRest } from './copy.ts'
import { reach } from './reach.ts'
import { readLog } from './read-log.ts'
import { reasonOf } from './reason.ts'
import { MigrationRefused, survey } from './survey.ts'

/** How far a step is, in events; `of` is how many are in the source, once that is known. */
export type Progress = { readonly step: 'reading' | 'comparing' | 'copying'; readonly done: number; readonly of?: number }

/** The end of a migration; on a difference `target` is what it holds, and nothing more was written. */
export type Migrated = Exclude<Comparison, { is: 'behind' }> & { readonly copied: number }

type Options = { readonly source: EventStoreDBClient; readonly target: EventStoreDBClient; readonly onProgress?: (progress: Progress) => void }

const refuseSame = async ({ source, target }: Options): Promise<void> => {
  const [here, there] = [await reach('source', source), await reach('target', target)]
  if (here.some((instance) => instance !== '' && there.includes(instance)))
    throw new MigrationRefused('the source and the target are the same event store')
}

/**
 * Copies the source's log behind what the target already holds of it, and compares both from beginning to end. The target's own events say how far it is: a copy
 * that was ended at any instant is the beginning of the log, and the next call goes on behind it. What arrives in the source while it is copied may be left for
 * the next call.
 * @throws MigrationRefused before anything is written, an Error whose cause is what kept the target from taking more, and what a lost connection raises
 */
export const migrateLog = async (options: Options): Promise<Migrated> => {
  const { source, target, onProgress = () => {} } = options
  await refuseSame(options)
  let read = 0
  const found = await survey(readLog(source), (events) => {
    read += events
    onProgress({ step: 'reading', done: read })
  })
  const { count } = found
  let reached = -1
  let copied = 0
  let failure: unknown
  for (;;) {
    let done = 0
    const tell = (step: Progress['step']) => (events: number) => {
      done += events
      onProgress({ step, done, of: count })
    }
    const compared = await compareLogs(carried(readLog(source)), carried(readLog(target)), count, tell('comparing'))
    if (compared.is !== 'behind') return { ...compared, copied }
    // Every round must find more in the target than the one before it, whatever ended that.
    if (compared.count <= reached)
      throw new Error(`the target stays at ${reached} events: ${failure === undefined ? 'it acknowledged more' : reasonOf(failure)}`, {
        cause: failure,
      })
    reached = compared.count
    const sent = tell('copying')
    const onSent = (events: number) => {
      copied += events
      sent(events)
    }
    failure = await copyRest(compared.rest, target, found, onSent).catch((error: unknown) => error)
  }
}
