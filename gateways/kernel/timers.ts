import { backOff } from './back-off.ts'
import { bell } from './bell.ts'
import { type Clock, isoAt } from './clock.ts'
import { done, type Outcome } from './outcome.ts'
import type { OnError, OnWake, TimerStore } from './ports.ts'
import { outcomeOfError } from './settlement.ts'
import { commandOf, type Fire, type Timer } from './timer.ts'
import type { Running } from './worker.ts'

/** The net under lost wake-ups. */
const net = 1_000
/** A timer that is due and yet not ours is in the hands of another process. */
const least = 20

export type TimerPorts = {
  readonly store: TimerStore
  readonly fire: Fire
  readonly clock: Clock
  readonly onWake: OnWake
  /** From 0 up to 1. */
  readonly random: () => number
  readonly onError: OnError
}

/** Gives each timer's command when it is due, the earliest first, at least once. A command that a rule refuses has had its moment; other failures are tried again. */
export const startTimers = ({ store, fire, clock, onWake, random, onError }: TimerPorts): Running => {
  const stopping = new AbortController()
  const { ring, rest } = bell(clock)

  const give = async (timer: Timer): Promise<Outcome> => {
    const command = fire[timer.command.type]
    if (!command) return { is: 'retry', reason: `nothing here gives ${timer.command.type}` }
    try {
      await command(commandOf(timer, isoAt(clock.now())))
      return done
    } catch (error) {
      onError(error, `firing ${timer.kind}`)
      return outcomeOfError(error, 'yes')
    }
  }
  const fireAllDue = async () => {
    let more = true
    while (more && !stopping.signal.aborted)
      more = await store.fireNext(isoAt(clock.now()), give, (attempt) => isoAt(clock.now() + backOff(attempt, random)))
    const due = await store.nextDue()
    return due ? Math.min(net, Math.max(least, Date.parse(due) - clock.now())) : net
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const untilNext = await fireAllDue().catch((error) => {
        onError(error, 'looking for timers')
        return net
      })
      await rest(untilNext, stopping.signal)
    }
  }

  const deaf = onWake(ring)
  const ended = loop()
  return {
    stop: async () => {
      stopping.abort()
      deaf()
      await ended
    },
  }
}
