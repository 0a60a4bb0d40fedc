import { type AttemptPorts, attemptOnce } from './attempt.ts'
import { bell } from './bell.ts'
import { isoAt } from './clock.ts'
import type { Effect } from './effect.ts'
import type { OnError, OnWake, WorkQueue } from './ports.ts'
import { settlementOf } from './settlement.ts'
import type { ClaimedItem } from './work.ts'

/** How long an item stays with a worker that says nothing. An attempt is given up well before, so its outcome can still be written. */
const lease = 20_000
const attemptLimitMs = 15_000
/** A wake-up may be lost with its connection, and a back-off ends without one. */
const net = 1_000
/** What a stop waits for; what is not done by then is taken up again when its lease ends. */
const drain = 5_000

export type WorkerPorts = AttemptPorts & {
  readonly queue: WorkQueue
  readonly effects: readonly Effect[]
  readonly onWake: OnWake
  /** From 0 up to 1. */
  readonly random: () => number
  readonly onError: OnError
}

export type Running = { readonly stop: () => Promise<void> }

/** Takes items and makes one attempt at each, at most `concurrency` at once. `name` must differ between all workers of an installation. */
export const startWorker = ({ name, concurrency = 4 }: { name: string; concurrency?: number }, ports: WorkerPorts): Running => {
  const { queue, effects, clock, random, onError } = ports
  const stopping = new AbortController()
  const { ring, rest } = bell(clock)
  const running = new Set<Promise<void>>()
  const byName = new Map(effects.map((effect) => [effect.effect, effect]))

  const work = async (item: ClaimedItem) => {
    const outcome = await attemptOnce(item, byName.get(item.effect), attemptLimitMs, ports)
    const now = clock.now()
    await queue.settle(item, settlementOf(item, outcome, { now, random }), isoAt(now))
  }
  const begin = (item: ClaimedItem) => {
    const task: Promise<void> = work(item)
      .catch((error) => onError(error, `writing the outcome of ${item.effect}`))
      .finally(() => {
        running.delete(task)
        ring()
      })
    running.add(task)
  }
  let expired = Number.NEGATIVE_INFINITY
  const expire = async () => {
    if (clock.now() - expired < net) return
    expired = clock.now()
    await queue.expire(isoAt(expired))
  }
  const look = async () => {
    await expire()
    while (!stopping.signal.aborted && running.size < concurrency) {
      const now = clock.now()
      const limit = concurrency - running.size
      const items = await queue.claim({ worker: name, effects: [...byName.keys()], limit, now: isoAt(now), leaseUntil: isoAt(now + lease) })
      items.forEach(begin)
      if (items.length === 0) return
    }
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error) => onError(error, 'looking for work'))
      await rest(net, stopping.signal)
    }
  }

  const deaf = ports.onWake(ring)
  const ended = loop()
  return {
    stop: async () => {
      stopping.abort()
      deaf()
      await ended
      const drained = new AbortController()
      await Promise.race([Promise.all(running), clock.wait(drain, drained.signal)])
      drained.abort()
    },
  }
}
