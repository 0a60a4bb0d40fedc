import type { Caller, Understand } from './caller.ts'
import type { Clock } from './clock.ts'
import { subscriptions } from './subscriptions.ts'
import type { ViewChange } from './topics.ts'

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

/** One client from greeting to end. The hub feeds it changes and ticks; what goes wrong is told to `failed`, never thrown at the socket. */
export const connection = (wire: Wire, { clock, understand, failed }: ConnectionPorts) => {
  const opened = clock.now()
  let caller: Caller | undefined
  let pinged = opened
  let answered = true
  let heard = 0
  let asking = false
  let over = false
  let turn = Promise.resolve()

  const send = (message: object) => {
    if (over) return
    if (wire.bufferedAmount > mostUnsent) return wire.terminate()
    wire.send(JSON.stringify(message))
  }
  const complain = (code: string, detail?: string) => send({ error: { code, ...(detail !== undefined && { detail }) } })
  const topics = subscriptions({ clock, send, failed })
  const ended = () => {
    over = true
    topics.close()
  }
  const end = (code: number, reason: string) => {
    complain(reason)
    wire.close(code, reason)
    ended()
  }

  const greeted = (next: Caller | undefined) => {
    if (!next) return end(unauthorized, 'token.invalid')
    caller = next
    topics.belongTo(next)
    send({ ready: true })
  }
  const hearOne = async (text: string) => {
    if (over) return
    const said = await understand(text)
    if (said.is === 'greeting') return greeted(said.caller)
    if (!caller) return end(policyViolation, 'live.greeting-expected')
    if (said.is === 'noise') return complain('message.invalid')
    for (const unknown of topics.listenTo(said.topics)) complain('topic.not-found', unknown)
  }
  /** One question at a time, however long the answer takes. */
  const askWelcome = async (asked: Caller) => {
    if (asking) return
    asking = true
    const welcome = await asked.isWelcome().finally(() => {
      asking = false
    })
    if (!welcome && caller === asked && !over) end(unauthorized, 'session.over')
  }
  /** A client that did not answer the last ping is gone without a word. */
  const checkPulse = (now: number) => {
    if (now - pinged < pingEvery) return
    if (!answered) return wire.terminate()
    pinged = now
    answered = false
    heard = 0
    wire.ping()
  }

  return {
    ended,
    changed: (change: ViewChange) => topics.changed(change),
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
    /** Called every half second: ends who never greeted, whose token is over, whose session was closed, who no longer answers. */
    tick: async (): Promise<void> => {
      if (over) return
      const now = clock.now()
      if (!caller) return now - opened >= greetingTime ? end(policyViolation, 'live.greeting-expected') : undefined
      if (now >= caller.expiresAt) return end(unauthorized, 'token.expired')
      checkPulse(now)
      await askWelcome(caller)
    },
  }
}
export type Connection = ReturnType<typeof connection>
