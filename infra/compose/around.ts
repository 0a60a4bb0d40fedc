import type { EventLog, Feed } from '@kontor/core/kernel'
import type { Post } from '@kontor/gateways/bitrix24'
import type { ReaderStore, WorkQueue } from '@kontor/gateways/kernel'

/** What stands between Kontor and the ports through which everything lasting passes: nothing, except in the fault suite, whose own entry ends the process there. */
export type Around = {
  readonly log: (log: EventLog) => EventLog
  /** What the views are fed by. */
  readonly feed: (feed: Feed) => Feed
  readonly readers: (store: ReaderStore) => ReaderStore
  readonly queue: (queue: WorkQueue) => WorkQueue
  /** What a CRM is called by. */
  readonly post: (post: Post) => Post
}

const same = <T>(port: T): T => port
export const nothing: Around = { log: same, feed: same, readers: same, queue: same, post: same }
