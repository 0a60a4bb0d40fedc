/** The first thing said on a topic goes out at once; what follows within the interval is held, merged, and goes out when the interval is over. */
export type Pacer<V> = {
  /** Answers the value when it may go out now. */
  readonly offer: (topic: string, value: V, now: number) => V | undefined
  /** What was held and may go out now. */
  readonly due: (now: number) => readonly { readonly topic: string; readonly value: V }[]
  /** When to look again; undefined when nothing is held. */
  readonly nextAt: () => number | undefined
  readonly forget: (topic: string) => void
}

/** Pure: time is what the caller says. Nothing that was offered is lost, unless its topic is forgotten. */
export const pacer = <V>(interval: number, merge: (earlier: V, later: V) => V): Pacer<V> => {
  const sent = new Map<string, number>()
  const held = new Map<string, V>()
  const freeAt = (topic: string) => (sent.get(topic) ?? Number.NEGATIVE_INFINITY) + interval

  return {
    offer: (topic, value, now) => {
      const earlier = held.get(topic)
      const whole = earlier === undefined ? value : merge(earlier, value)
      if (now < freeAt(topic)) {
        held.set(topic, whole)
        return undefined
      }
      held.delete(topic)
      sent.set(topic, now)
      return whole
    },
    due: (now) => {
      const ready = [...held].filter(([topic]) => now >= freeAt(topic)).map(([topic, value]) => ({ topic, value }))
      for (const { topic } of ready) {
        held.delete(topic)
        sent.set(topic, now)
      }
      return ready
    },
    nextAt: () => (held.size === 0 ? undefined : Math.min(...[...held.keys()].map(freeAt))),
    forget: (topic) => {
      held.delete(topic)
    },
  }
}
