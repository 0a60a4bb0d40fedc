import type { EventLog, Feed, StoredEvent } from '@kontor/core/kernel'
import {
  type DerivedId,
  type Effect,
  eventReader,
  type Fire,
  type OnError,
  type ReaderStore,
  type Running,
  type Schedule,
  startTimers,
  startWorker,
  startWorkReader,
  systemClock,
  type WorkQueue,
} from '@kontor/gateways/kernel'
import type { DatabasePool } from 'slonik'
import type { Notifications } from '../postgres/notifications.ts'
import { readerStore } from './reader-store.ts'
import { timerStore } from './timer-store.ts'
import { wakeUps } from './wake-ups.ts'
import { workQueue } from './work-queue.ts'

export type WorkOptions = {
  /** Of `kontor_platform`. */
  readonly pool: DatabasePool
  /** Must listen to `workChannel`. */
  readonly notifications: Pick<Notifications, 'on' | 'onReturn'>
  readonly feed: Feed
  readonly log: Pick<EventLog, 'readPart'>
  readonly effects: readonly Effect[]
  readonly schedules?: readonly Schedule[]
  readonly fire?: Fire
  /** Events that ask for nothing whatever they are, such as a history that is brought in. */
  readonly isHistory?: (event: StoredEvent) => boolean
  readonly derivedId: DerivedId
  /** Differs between all processes of an installation, and between two lives of one. */
  readonly workerName: string
  readonly onError: OnError
  /** What the fault suite puts between the loops and their stores. */
  readonly around?: { readonly readers: (store: ReaderStore) => ReaderStore; readonly queue: (queue: WorkQueue) => WorkQueue }
}

const same = <T>(port: T): T => port

/** Starts what turns events into work and does it: reader, worker, timers. Stopping takes nothing new and waits at most five seconds for what is in flight. */
export const startWork = ({
  pool,
  notifications,
  feed,
  log,
  effects,
  schedules = [],
  fire = {},
  workerName,
  around = { readers: same, queue: same },
  ...options
}: WorkOptions): Running => {
  const shared = { ...options, clock: systemClock, random: Math.random, onWake: wakeUps(notifications), effects, schedules, feed }
  const parts = [
    startWorkReader('effects', { ...shared, store: around.readers(readerStore(pool)) }),
    startWorker({ name: workerName }, { ...shared, queue: around.queue(workQueue(pool)), readEvent: eventReader(log) }),
    startTimers({ ...shared, store: timerStore(pool), fire }),
  ]
  return {
    stop: async () => {
      await Promise.all(parts.map(({ stop }) => stop()))
    },
  }
}
