import { type AllStreamSubscription, type EventStoreDBClient, eventTypeFilter, START } from '@eventstore/db-client'
import type { Batch, Feed } from '@kontor/core/kernel'
import type { Codec, RawEvent } from './codec.ts'
import { rawEvent } from './raw-event.ts'

/** How many events the server may look through without a match before it tells how far it is: this times 32. */
const checkpointInterval = 8
const pauses = [20, 100, 500, 2000]

/**
 * The whole log in order as batches of what has arrived. One catch-up subscription to $all with type prefixes, resumed from the last
 * batch after a lost connection; persistent subscriptions are not used (design.md §4).
 */
export const eventFeed = (client: EventStoreDBClient, codec: Codec): Feed => {
  const all = [...new Set([...codec.types.keys()].map((type) => type.slice(0, type.indexOf('.') + 1)))]

  const subscribe = (prefixes: readonly string[], from: string | undefined, maxBatch: number, onCheckpoint: (position: string) => void) =>
    client.subscribeToAll(
      {
        fromPosition: from === undefined ? START : { commit: BigInt(from), prepare: BigInt(from) },
        filter: eventTypeFilter({
          prefixes: [...prefixes],
          checkpointInterval,
          checkpointReached: (_subscription, position) => onCheckpoint(String(position.commit)),
        }),
      },
      { highWaterMark: maxBatch },
    )

  return async function* ({ from, maxBatch, signal, only = all }) {
    let position = from
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const tap = tapOf((onCheckpoint) => subscribe(only, position, maxBatch, onCheckpoint), signal)
        for await (const batch of tap.batches(maxBatch)) {
          failures = 0
          position = batch.position
          yield { events: await codec.open(batch.events), position: batch.position }
        }
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof LostConnection)) throw error
        await pause(pauses[Math.min(failures, pauses.length - 1)] ?? 0, signal)
      }
    }
  }
}

class LostConnection extends Error {}

type RawBatch = { readonly events: readonly RawEvent[]; readonly position: Batch['position'] }

/** Turns the client's event emitter into batches: everything readable now, else wait. */
const tapOf = (open: (onCheckpoint: (position: string) => void) => AllStreamSubscription, signal: AbortSignal) => {
  let wake: () => void = () => {}
  let failed: Error | undefined
  let checkpoint: string | undefined
  const subscription = open((position) => {
    checkpoint = position
    wake()
  })
  const stop = () => wake()
  subscription.on('error', (error: Error) => {
    failed = error
    wake()
  })
  subscription.on('end', () => {
    failed ??= new Error('the event store ended the subscription')
    wake()
  })
  subscription.on('readable', () => wake())
  signal.addEventListener('abort', stop)

  const take = (max: number): RawBatch | undefined => {
    const events: RawEvent[] = []
    let last: string | undefined
    for (let taken = 0; taken < max; taken++) {
      const resolved = subscription.read() as Parameters<typeof rawEvent>[0] | null
      if (!resolved) {
        last = checkpoint ?? last
        checkpoint = undefined
        break
      }
      const raw = rawEvent(resolved)
      last = raw?.position ?? last
      if (raw) events.push(raw)
    }
    return last === undefined ? undefined : { events, position: later(last, events.at(-1)?.position) }
  }

  async function* batches(max: number) {
    try {
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        const batch = take(max)
        if (batch) yield batch
        else if (failed) throw new LostConnection(failed.message, { cause: failed })
        else await woken
      }
    } finally {
      signal.removeEventListener('abort', stop)
      subscription.on('error', () => {})
      await subscription.unsubscribe().catch(() => {})
    }
  }
  return { batches }
}

const later = (a: string, b: string | undefined) => (b !== undefined && BigInt(b) > BigInt(a) ? b : a)

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
