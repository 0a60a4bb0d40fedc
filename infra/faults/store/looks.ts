import type { EventStoreDBClient } from '@eventstore/db-client'
import type { Acknowledged } from './acknowledgements.ts'
import type { AppendSurely } from './append-surely.ts'
import { chance } from './chance.ts'
import { type Follower, follow, readLog } from './follow.ts'
import { compareHeard, type Finding, type Found, verify } from './verify.ts'
import { ownPrefix } from './writers.ts'

export type Followers = { readonly whole: Follower; readonly own: Follower }

/** How many acknowledged writes are repeated after each kill. */
const repeats = 20
/** How long a subscriber may be silent, at the end, about events that are in the log. */
const hearingMs = 5_000

const isOwn = ({ stream }: Found): boolean => stream.startsWith(ownPrefix)

/** Repeats what was acknowledged, the newest and some of all: the answer must be what it was. */
export const repeat = async (append: AppendSurely, all: readonly Acknowledged[], seed: number, until: AbortSignal): Promise<readonly Finding[]> => {
  const half = repeats / 2
  const chosen = [...all.slice(-half), ...Array.from({ length: half }, (_, n) => all[chance(seed, `repeat ${n} of ${all.length}`, all.length)])]
  const answers = chosen.map(async (one): Promise<readonly Finding[]> => {
    if (!one) return []
    const { write, stream, ids, revision, position } = one
    const outcome = await append({ write, stream, ids, after: revision - ids.length }, until)
    if (outcome.kind === 'appended' && outcome.revision === revision && outcome.position === position) return []
    const told = outcome.kind === 'appended' ? `revision ${outcome.revision} at ${outcome.position}` : 'a refusal'
    return [{ fault: 'answered otherwise', what: `${write} got ${told}, and before revision ${revision} at ${position}` }]
  })
  return (await Promise.all(answers)).flat()
}

/** While everybody writes on. What was heard and acknowledged is taken down before the log is read, so the log may know more, and never less. */
export const lookMeanwhile = async (
  client: EventStoreDBClient,
  { whole, own }: Followers,
  acknowledged: readonly Acknowledged[],
  until: AbortSignal,
): Promise<readonly Finding[]> => {
  const [book, heard, heardOwn] = [[...acknowledged], [...whole.heard], [...own.heard]]
  const log = await readLog(client, until)
  return [
    ...verify(log, book, false),
    ...compareHeard('the one on $all', heard, log, false),
    ...compareHeard('the one on a filter', heardOwn, log.filter(isOwn), false),
  ]
}

/** At the end, when nobody writes: with one more subscriber, who comes late and hears everything from the start. */
export const lookAtRest = async (
  client: EventStoreDBClient,
  { whole, own }: Followers,
  acknowledged: readonly Acknowledged[],
  until: AbortSignal,
): Promise<readonly Finding[]> => {
  const log = await readLog(client, until)
  const logOfOwn = log.filter(isOwn)
  const late = follow(client)
  const hear = (follower: Follower, all: readonly Found[]) => follower.reaches(all.length, hearingMs, until)
  await Promise.all([hear(whole, log), hear(own, logOfOwn), hear(late, log)])
  await late.stop()
  return [
    ...verify(log, acknowledged, true),
    ...compareHeard('the one on $all', whole.heard, log, true),
    ...compareHeard('the one on a filter', own.heard, logOfOwn, true),
    ...compareHeard('the one who came late', late.heard, log, true),
  ]
}
