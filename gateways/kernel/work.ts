import type { StoredEvent } from '@kontor/core/kernel'
import type { Effect } from './effect.ts'
import type { RepeatSafe } from './outcome.ts'

/** UUIDv5 without dashes: the same scope and key always give the same id. */
export type DerivedId = (scope: string, key: string) => string

/** Something to do because of an event. Names the event and holds none of its data: the worker reads it again, as it then is. */
export type WorkItem = {
  readonly id: string
  readonly effect: string
  readonly gateway: string
  readonly orderKey: string
  readonly repeatSafe: RepeatSafe
  readonly eventId: string
  readonly stream: string
  readonly revision: bigint
  readonly position: string
}

/** An item in the hands of one worker. `attempts` counts this one. */
export type ClaimedItem = WorkItem & { readonly attempts: number; readonly worker: string }

const wanted = ({ handles, concerns }: Effect, event: StoredEvent): boolean => handles.includes(event.type) && (concerns?.(event) ?? true)

/** The work that these events ask for, in the order of the log. Pure, so reading the log again gives the same ids. */
export const workOf = (events: readonly StoredEvent[], effects: readonly Effect[], derivedId: DerivedId): readonly WorkItem[] =>
  events.flatMap((event) =>
    effects
      .filter((effect) => wanted(effect, event))
      .map((effect) => ({
        id: derivedId(event.id, effect.effect),
        effect: effect.effect,
        gateway: effect.gateway,
        orderKey: effect.orderKey(event),
        repeatSafe: effect.repeatSafe,
        eventId: event.id,
        stream: event.stream,
        revision: event.revision,
        position: event.position,
      })),
  )
