import type { Clock } from './clock.ts'
import type { Wire } from './connection.ts'
import type { Caller, Said, Topic } from './index.ts'

/** A clock that stands until a test moves it. */
export const handClock = () => {
  let now = 1_000_000
  let timers: readonly { readonly at: number; readonly work: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    after: (ms, work) => {
      const timer = { at: now + ms, work }
      timers = [...timers, timer]
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
  }
  /** Lets so many milliseconds pass, timer by timer, and what they set off settle. */
  const pass = async (ms: number) => {
    const until = now + ms
    for (;;) {
      const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      now = Math.max(now, next.at)
      timers = timers.filter((one) => one !== next)
      next.work()
      await settled()
    }
    now = until
    await settled()
  }
  return { clock, pass, waiting: () => timers.length }
}

/** Everything that needed no time has happened. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A socket that keeps what it was given. */
export const paperWire = () => {
  const sent: unknown[] = []
  const state = { bufferedAmount: 0, closed: undefined as string | undefined, terminated: false, pings: 0 }
  const wire: Wire = {
    get bufferedAmount() {
      return state.bufferedAmount
    },
    send: (text) => void sent.push(JSON.parse(text)),
    ping: () => void state.pings++,
    close: (code, reason) => {
      state.closed = `${code} ${reason}`
    },
    terminate: () => {
      state.terminated = true
    },
  }
  return { wire, sent, state }
}

/** Understands what tests say: a caller by name, or topics. */
export const understandBy =
  (callers: Readonly<Record<string, Caller>>) =>
  async (text: string): Promise<Said> => {
    const message = JSON.parse(text) as { hello?: string; subscribe?: readonly Topic[] }
    if (message.hello !== undefined) return { is: 'greeting', caller: callers[message.hello] }
    return message.subscribe ? { is: 'subscription', topics: message.subscribe } : { is: 'noise' }
  }
