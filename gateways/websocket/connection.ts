import { isDeepStrictEqual } from 'node:util'
import type { Caller, Source, Understand } from './caller.ts'
import type { Clock } from './clock.ts'
import { outbox } from './outbox.ts'
import { concerns, type Topic, tell, type ViewChange } from './topics.ts'

/** The part of a WebSocket that is used. */
export type Wire = {
  readonly bufferedAmount: number
  readonly send: (text: string) => void
  readonly ping: () => void
  readonly close: (code: number, reason: string) => void
  readonly terminate: () => void
}

export type ConnectionPorts = { readonly clock: Clock; readonly understand: Understand; readonly failed: (error: unknown) => void }

/** Who does not say who they are within this time is somebody else's business. */
const greetingTime = 10_000
const pingEvery = 15_000
/** More unsent than this and the reader is too slow: it is dropped, reconnects and asks once, instead of being buffered for. */
const mostUnsent = 64 * 1024
/** Messages between two pings; a page that changes screens sends a few. */
const mostHeard = 100

/** Private close codes: the client gets a new token, or stops asking. */
const unauthorized = 4401
const policyViolation = 1008

const keyOf = ({ view, scope }: Topic) => `${view} ${scope}`

/** One client from greeting to end. The hub feeds it changes and ticks; it answers on the wire and never throws. */
export const connection = (wire: Wire, { clock, understand, failed }: ConnectionPorts) => {
  const subscribed = new Map<string, { readonly topic: Topic; readonly source: Source }>()
  const opened = clock.now()
  let caller: Caller | undefined
  let pinged = opened
  let answered = true
  let heard = 0
  let over = false
  let asking = false
  let turn = Promise.resolve()

  const send = (message: object) => {
    if (over) return
    if (wire.bufferedAmount > mostUnsent) return wire.terminate()
    wire.send(JSON.stringify(message))
  }
  const complain = (code: string, detail?: string) => send({ error: { code, ...(detail !== undefined && { detail }) } })
  const end = (code: number, reason: string) => {
    complain(reason)
    wire.close(code, reason)
    ended()
  }
  const pushed = outbox(clock, (topic, told) => {
    const source = subscribed.get(topic)?.source
    const asked = caller?.audience
    const unchanged = () => subscribed.has(topic) && isDeepStrictEqual(caller?.audience, asked)
    // A view that cannot be read just now is read by the next push, or by the client's own asking.
    if (source)
      Promise.resolve(source.show(told))
        .then((message) => unchanged() && send(message))
        .catch(failed)
  })
  const ended = () => {
    over = true
    pushed.close()
  }

  const greeted = (next: Caller | undefined) => {
    if (!next) return end(unauthorized, 'token.invalid')
    const before = caller
    caller = next
    // Another membership hears other things; the same one, with a fresh token, goes on without a gap.
    if (before && !isDeepStrictEqual(before.audience, next.audience)) listenTo([])
    else listenTo([...subscribed.values()].map(({ topic }) => topic))
    send({ ready: true })
  }
  const listenTo = (topics: readonly Topic[]) => {
    const kept = new Set(topics.map(keyOf))
    for (const key of subscribed.keys()) {
      if (kept.has(key)) continue
      subscribed.delete(key)
      pushed.forget(key)
    }
    for (const topic of topics) {
      const source = caller?.sourceOf(topic)
      if (source) subscribed.set(keyOf(topic), { topic, source })
      else complain('topic.not-found', keyOf(topic))
    }
  }
  /** One question at a time, however long the answer takes. */
  const askWelcome = async (asked: Caller) => {
    asking = true
    const welcome = await asked.isWelcome().finally(() => {
      asking = false
    })
    if (!welcome && caller === asked && !over) end(unauthorized, 'session.over')
  }
  const hearOne = async (text: string) => {
    if (over) return
    const said = await understand(text)
    if (said.is === 'greeting') return greeted(said.caller)
    if (!caller) return end(policyViolation, 'live.greeting-expected')
    if (said.is === 'subscription') return listenTo(said.topics)
    complain('message.invalid')
  }

  return {
    ended,
    /** One message after the other: a subscription sent right behind the greeting waits for it. */
    hear: (text: string): Promise<void> => {
      if (over) return turn
      heard += 1
      if (heard > mostHeard) end(policyViolation, 'rate.limited')
      turn = turn.then(() => hearOne(text)).catch(failed)
      return turn
    },
    ponged: () => {
      answered = true
    },
    /** The whole list of topics replaces the one before, so a change is told once a topic that has it. */
    changed: (change: ViewChange) => {
      if (!caller) return
      const { audience } = caller
      if (!concerns(audience, change)) return
      for (const [key, { source }] of subscribed) if (source.view === change.view) pushed.tell(key, tell(audience, change))
    },
    /** Called every half second: ends who never greeted, whose token is over, whose session was closed, who no longer answers. */
    tick: async (): Promise<void> => {
      const now = clock.now()
      if (over) return
      if (!caller) {
        if (now - opened >= greetingTime) end(policyViolation, 'live.greeting-expected')
        return
      }
      if (now >= caller.expiresAt) return end(unauthorized, 'token.expired')
      if (now - pinged >= pingEvery) {
        if (!answered) return wire.terminate()
        pinged = now
        answered = false
        heard = 0
        wire.ping()
      }
      if (!asking) await askWelcome(caller)
    },
  }
}
export type Connection = ReturnType<typeof connection>
