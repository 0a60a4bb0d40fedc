import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { EventStoreDBClient } from '@eventstore/db-client'
import { connectEventStore, embeddedUrl } from '../../eventstore/client/index.ts'
import { type Acknowledged, openBook } from './acknowledgements.ts'
import { type AppendSurely, appendSurely, type Manner } from './append-surely.ts'
import { chance } from './chance.ts'
import { type Follower, follow, readLog } from './follow.ts'
import type { KillablePostgres } from './postgres.ts'
import { type StoreProcess, storeProcess } from './store-process.ts'
import { compareHeard, type Finding, type Found, verify } from './verify.ts'
import { ownPrefix, startWriters } from './writers.ts'

export type Plan = {
  /** Whose process dies. */
  readonly victim: 'store' | 'postgres'
  readonly kills: number
  readonly seed: number
  readonly postgres: KillablePostgres
  /** Of this run alone; the writers' book lies in `folder` under its name. */
  readonly schema: string
  readonly folder: string
  /** A defect to plant in the store (planted/defects.ts), and how its writers go about it. */
  readonly planted?: string
  readonly manner?: Manner
  /** Ends with the first kill after which something is wrong. */
  readonly untilRed?: boolean
  readonly until: AbortSignal
}

/** `restarts` in milliseconds, each from the kill to the first acknowledgement of an append that was begun after it. */
export type Crashed = {
  readonly kills: number
  readonly acknowledged: number
  readonly restarts: readonly number[]
  readonly findings: readonly Finding[]
}

/** So many acknowledgements at least, and at most so many more, lie between two kills; the instant is moved by up to so many milliseconds. */
const between = { least: 100, more: 400, phaseMs: 20 }
/** How many acknowledged writes are repeated after each kill. */
const repeats = 20
/** How long a subscriber may be silent, at the end, about events that are in the log. */
const hearingMs = 5_000

/** Repeats what was acknowledged, the newest and some of all: the answer must be what it was. */
const repeat = async (append: AppendSurely, all: readonly Acknowledged[], { seed, until }: Plan): Promise<readonly Finding[]> => {
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

type Followers = { readonly whole: Follower; readonly own: Follower }

const isOwn = ({ stream }: Found): boolean => stream.startsWith(ownPrefix)

/** What they have heard so far, or with `whole` all there is to hear. What is heard is looked at before the log: nobody may be ahead of it. */
const listenTo = async (client: EventStoreDBClient, { whole, own }: Followers, complete: boolean, until: AbortSignal) => {
  const [heardWhole, heardOwn] = [[...whole.heard], [...own.heard]]
  const log = await readLog(client, until)
  const findings = [
    ...compareHeard('the one on $all', complete ? whole.heard : heardWhole, log, complete),
    ...compareHeard('the one on a filter', complete ? own.heard : heardOwn, log.filter(isOwn), complete),
  ]
  return { log, findings }
}

/** One kill, the return, and what is to be seen then. */
const strike = async (store: StoreProcess, { victim, postgres, until }: Plan): Promise<{ killedAt: number; deadAt: number }> => {
  const killedAt = performance.now()
  await (victim === 'store' ? store.kill() : postgres.kill())
  const deadAt = performance.now()
  if (victim === 'store') await store.start(until)
  return { killedAt, deadAt }
}

/** At the end, when nobody writes: the book as it lies on disk, and one more subscriber, who comes late and hears everything. */
const settle = async (client: EventStoreDBClient, followers: Followers, acknowledged: readonly Acknowledged[], until: AbortSignal) => {
  const log = await readLog(client, until)
  const late = follow(client)
  const patience = AbortSignal.any([until, AbortSignal.timeout(hearingMs)])
  await Promise.all([followers.whole.reaches(log.length, patience), followers.own.reaches(log.filter(isOwn).length, patience)])
  await late.reaches(log.length, patience)
  const { findings } = await listenTo(client, followers, true, until)
  await late.stop()
  return [...verify(log, acknowledged, true), ...findings, ...compareHeard('the one who came late', late.heard, log, true)]
}

/**
 * 64 writers and two subscribers on one store, of which, or of whose database, one process after the other is killed; after each kill and at the end the log is
 * held against the writers' book. Raises when the store does not come back before `until` aborts.
 */
export const crash = async (plan: Plan): Promise<Crashed> => {
  const { kills, seed, postgres, schema, folder, planted, manner = 'exact', untilRed = false } = plan
  const over = new AbortController()
  const until = AbortSignal.any([plan.until, over.signal])
  const store = await storeProcess({ connectionString: postgres.superuserUrl, schema, planted })
  await store.start(until)
  const client = connectEventStore(embeddedUrl(store.port))
  const book = await openBook(join(folder, `${schema}.acknowledged`))
  const append = appendSurely(client, manner)
  const followers = { whole: follow(client), own: follow(client, ownPrefix) }
  const writers = startWriters({ append, book, seed, until })
  const findings: Finding[] = []
  const restarts: number[] = []
  try {
    const enough = () => restarts.length >= kills || (untilRed && findings.length > 0)
    while (!enough()) {
      await book.reached(book.all().length + between.least + chance(seed, `acknowledged ${restarts.length}`, between.more), until)
      await delay(chance(seed, `phase ${restarts.length}`, between.phaseMs))
      const before = book.all().length
      const { killedAt, deadAt } = await strike(store, plan)
      restarts.push((await book.firstAfter(deadAt, until)) - killedAt)
      findings.push(...(await repeat(appendSurely(client, 'exact'), book.all().slice(0, before), plan)))
      const acknowledged = [...book.all()]
      const heard = await listenTo(client, followers, false, until)
      findings.push(...verify(heard.log, acknowledged, false), ...heard.findings)
    }
    if (!untilRed || findings.length === 0) {
      await writers.rest()
      findings.push(...(await settle(client, followers, await book.read(), until)))
    }
    findings.push(...writers.refusedAlone.map((what): Finding => ({ fault: 'refused', what })))
    findings.push(...store.ended.map((what): Finding => ({ fault: 'ended', what })))
    return { kills: restarts.length, acknowledged: book.all().length, restarts, findings }
  } finally {
    over.abort()
    await followers.whole.stop()
    await followers.own.stop()
    await client.dispose()
    await store.kill()
    await book.close()
  }
}
