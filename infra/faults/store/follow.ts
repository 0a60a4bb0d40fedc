import { setTimeout as delay } from 'node:timers/promises'
import { type AllStreamRecordedEvent, type EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client'
import { writtenType } from './append-surely.ts'
import { moments } from './moments.ts'
import type { Found } from './verify.ts'

/** One who subscribes and, whenever that ends, subscribes again from the last position it heard. */
export type Follower = {
  readonly heard: readonly Found[]
  /** Resolves when so many events were heard, when none came for `silenceMs`, or when `until` aborts. A long log may take its time, as long as it is heard. */
  reaches(count: number, silenceMs: number, until: AbortSignal): Promise<void>
  stop(): Promise<void>
}

const pauseMs = 25

/** Inside Kontor there are others who write. */
const isOurs = ({ type }: AllStreamRecordedEvent): boolean => type === writtenType

const toFound = ({ id, streamId, revision, position, data }: AllStreamRecordedEvent): Found => ({
  key: (data as { key: string }).key,
  id,
  stream: streamId,
  revision: Number(revision),
  position: String(position.commit),
})

/** Follows the whole log from its start, or of it the streams whose name begins so. */
export const follow = (client: EventStoreDBClient, prefix?: string): Follower => {
  const heard: Found[] = []
  const { changed, when } = moments()
  let from: bigint | undefined
  let stopped = false

  const filter = prefix && { filter: streamNameFilter({ prefixes: [prefix] }) }
  const open = () => client.subscribeToAll({ fromPosition: from === undefined ? START : { commit: from, prepare: from }, ...filter })
  let subscription = open()

  const listen = async (): Promise<void> => {
    while (!stopped) {
      try {
        for await (const { event } of subscription) {
          if (!event) continue
          from = event.position.commit
          if (isOurs(event)) heard.push(toFound(event))
          changed()
        }
      } catch {
        // Broken off by a kill: it goes on from the last position.
      }
      if (stopped) return
      await delay(pauseMs)
      subscription = open()
    }
  }
  const listening = listen()

  return {
    heard,
    reaches: async (count, silenceMs, until) => {
      for (let known = -1; heard.length > known && heard.length < count && !until.aborted; ) {
        known = heard.length
        await when(() => heard.length >= count, AbortSignal.any([until, AbortSignal.timeout(silenceMs)])).catch(() => {})
      }
    },
    stop: async () => {
      stopped = true
      subscription.on('error', () => {})
      await subscription.unsubscribe().catch(() => {})
      await listening
    },
  }
}

/** The whole log as the store reads it out; a store that is away is asked again. Raises its last error when `until` aborts first. */
export const readLog = async (client: EventStoreDBClient, until: AbortSignal): Promise<readonly Found[]> => {
  for (;;) {
    try {
      return (await Array.fromAsync(client.readAll())).flatMap(({ event }) => (event && isOurs(event) ? [toFound(event)] : []))
    } catch (error) {
      if (until.aborted) throw error
      await delay(pauseMs)
    }
  }
}
