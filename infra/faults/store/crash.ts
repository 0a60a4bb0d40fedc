import { setTimeout as delay } from 'node:timers/promises'
import { connectEventStore, embeddedUrl } from '../../eventstore/client/index.ts'
import { openBook } from './acknowledgements.ts'
import { type Attempt, appendSurely } from './append-surely.ts'
import { chance } from './chance.ts'
import { follow } from './follow.ts'
import { lookAtRest, lookMeanwhile, repeat } from './looks.ts'
import type { KillablePostgres } from './postgres.ts'
import type { StoreProcess } from './store-process.ts'
import type { Fault, Finding } from './verify.ts'
import { ownPrefix, startWriters } from './writers.ts'

export type Plan = {
  readonly store: StoreProcess
  /** Whose processes die: the store's, or those of the database it stands on. */
  readonly victim: StoreProcess | KillablePostgres
  readonly kills: number
  readonly seed: number
  /** The writers' book, a file that is not there yet. */
  readonly book: string
  /** How the writers go about it, when not as they should. */
  readonly attempt?: Attempt | undefined
  /** Ends with the first kill after which this was found. */
  readonly lookedFor?: Fault
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

/** Kills, and sees to it that a store comes back; a database's keeper does so by itself. */
const strike = async ({ store, victim }: Plan, until: AbortSignal): Promise<{ readonly killedAt: number; readonly deadAt: number }> => {
  const killedAt = performance.now()
  await victim.kill()
  const deadAt = performance.now()
  if (victim === store) await store.start(until)
  return { killedAt, deadAt }
}

/**
 * 64 writers and two subscribers on one store, of which, or of whose database, one life after the other is ended by kill -9; after each and at the end the log is
 * held against the writers' book. Leaves the store dead. Raises when it does not come back before `until` aborts.
 */
export const crash = async (plan: Plan): Promise<Crashed> => {
  const { store, kills, seed, attempt, lookedFor } = plan
  const over = new AbortController()
  const until = AbortSignal.any([plan.until, over.signal])
  await store.start(until)
  const client = connectEventStore(embeddedUrl(store.port))
  const book = await openBook(plan.book)
  const followers = { whole: follow(client), own: follow(client, ownPrefix) }
  const writers = startWriters({ append: appendSurely(client, attempt), book, seed, until })
  const findings: Finding[] = []
  const restarts: number[] = []
  const isFound = () => findings.some(({ fault }) => fault === lookedFor)
  try {
    while (restarts.length < kills && !isFound()) {
      await book.reached(book.all().length + between.least + chance(seed, `acknowledged ${restarts.length}`, between.more), until)
      await delay(chance(seed, `phase ${restarts.length}`, between.phaseMs))
      const before = book.all().length
      const { killedAt, deadAt } = await strike(plan, until)
      restarts.push((await book.firstAfter(deadAt, until)) - killedAt)
      // Looked at before anything is repeated: a repeat would write again what was lost.
      findings.push(...(await lookMeanwhile(client, followers, book.all(), until)))
      findings.push(...(await repeat(appendSurely(client), book.all().slice(0, before), seed, until)))
    }
    if (!isFound()) {
      await writers.rest()
      findings.push(...(await lookAtRest(client, followers, await book.read(), until)))
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

type Rounds = { readonly kills: number; readonly seed: number; planOf(round: number): Promise<Omit<Plan, 'kills' | 'seed'>> }

/** A log that grows for ever would be read ever longer after each kill. */
const mostKillsALog = 10

/** So many kills over as many fresh logs as that takes, each with a seed of its own. */
export const crashInRounds = async ({ kills, seed, planOf }: Rounds): Promise<Crashed> => {
  const rounds: Crashed[] = []
  for (let done = 0; done < kills; done += mostKillsALog) {
    const round = rounds.length
    rounds.push(await crash({ ...(await planOf(round)), kills: Math.min(mostKillsALog, kills - done), seed: seed + round }))
  }
  const sum = (count: (crashed: Crashed) => number) => rounds.reduce((all, crashed) => all + count(crashed), 0)
  return {
    kills: sum((crashed) => crashed.kills),
    acknowledged: sum((crashed) => crashed.acknowledged),
    restarts: rounds.flatMap(({ restarts }) => restarts),
    findings: rounds.flatMap(({ findings }) => findings),
  }
}
