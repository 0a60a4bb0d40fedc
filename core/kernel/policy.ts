import type { Message } from './define.ts'

/**
 * "Whenever this event, then that effect." Turned into a work item by the catch-up reader, unique by event and effect, and
 * attempted by a worker. Items of one `orderKey` run one at a time, in the order of the log.
 */
export type Policy<E extends Message = Message> = {
  readonly effect: string
  readonly handles: readonly E['type'][]
  /** Which of the handled events matter; all, when absent. Pure. */
  readonly concerns?: (event: E) => boolean
  readonly orderKey: (event: E) => string
}

/** Keeps the event's type in `concerns` and `orderKey` while registries hold policies of every capability. */
export const policy = <E extends Message>(policy: Policy<E>): Policy => policy as unknown as Policy
