import { isDeepStrictEqual } from 'node:util'
import type { Caller, Source } from './caller.ts'
import type { Clock } from './clock.ts'
import { outbox } from './outbox.ts'
import { concerns, type Topic, tell, type ViewChange } from './topics.ts'

type Ports = { readonly clock: Clock; readonly send: (message: object) => void; readonly failed: (error: unknown) => void }

const keyOf = ({ view, scope }: Topic) => `${view} ${scope}`

/** What one caller listens to, and what they are told of it at the pace of the outbox. */
export const subscriptions = ({ clock, send, failed }: Ports) => {
  const subscribed = new Map<string, { readonly topic: Topic; readonly source: Source }>()
  let caller: Caller | undefined

  const pushed = outbox(clock, (key, told) => {
    const source = subscribed.get(key)?.source
    const asked = caller?.audience
    const isStillTheirs = () => subscribed.has(key) && isDeepStrictEqual(caller?.audience, asked)
    // A view that cannot be read just now is read by the next push, or by the client's own asking.
    if (source)
      Promise.resolve(source.show(told))
        .then((message) => isStillTheirs() && send(message))
        .catch(failed)
  })

  /** The whole list replaces the one before, held pushes of what left it included. Answers the topics that are not there for them. */
  const listenTo = (topics: readonly Topic[]): readonly string[] => {
    const kept = new Set(topics.map(keyOf))
    for (const key of subscribed.keys()) {
      if (kept.has(key)) continue
      subscribed.delete(key)
      pushed.forget(key)
    }
    return topics.flatMap((topic) => {
      const source = caller?.sourceOf(topic)
      if (source) subscribed.set(keyOf(topic), { topic, source })
      return source ? [] : [keyOf(topic)]
    })
  }

  return {
    listenTo,
    /** Another membership hears other things and begins anew; the same one, with a fresh token, goes on without a gap. */
    belongTo: (next: Caller): void => {
      const isSame = isDeepStrictEqual(caller?.audience, next.audience)
      caller = next
      listenTo(isSame ? [...subscribed.values()].map(({ topic }) => topic) : [])
    },
    changed: (change: ViewChange): void => {
      if (!caller || !concerns(caller.audience, change)) return
      for (const [key, { source }] of subscribed) if (source.view === change.view) pushed.tell(key, tell(caller.audience, change))
    },
    close: pushed.close,
  }
}
