import { type Message, type MessageOf, type Meta, type Policy, policy, type Recorded, type StoredOf } from '@kontor/core/kernel'
import type { z } from 'zod'
import type { Outcome, RepeatSafe } from './outcome.ts'

/** What an attempt is given beside its event. */
export type Attempt = {
  readonly workItemId: string
  /** Aborts when the attempt has lasted too long; it is then taken for `unknown`. */
  readonly signal: AbortSignal
  /** The kernel gives up after this one, whatever comes of it, unless a provider names a moment to come back. */
  readonly isLast?: boolean
  /** Metadata of a command by which the attempt reports. `key` tells several commands of one attempt apart; a repeated attempt gives the same ids. */
  readonly meta: (tenantId: string, key?: string) => Meta
}

/** An effect as registries hold it, of any event. */
export type Effect = Policy & {
  readonly gateway: string
  readonly repeatSafe: RepeatSafe
  readonly attempt: (event: Recorded, attempt: Attempt) => Promise<Outcome>
}

type Declared = ((...args: never[]) => Message) & { readonly type: string; readonly schema: z.ZodType }

type EffectOf<F extends Declared> = {
  /** `<gateway>.<what>`: unique, and kept in every work item, so renaming it is a migration. */
  readonly name: `${string}.${string}`
  /** The events that ask for it. */
  readonly on: readonly F[]
  /** Which of them matter; all, when absent. Pure, on the stored form. */
  readonly concerns?: (event: StoredOf<F>) => boolean
  /** Work of one key of a gateway is done one at a time, in the order of the log. */
  readonly orderKey: (event: StoredOf<F>) => string
  readonly repeatSafe: RepeatSafe
  /**
   * Exactly one attempt: no retry, no sleep, no database (gateways.md, principles). What a provider answers is an outcome; an error that is thrown counts as
   * `retry` where a repeat is safe and as `unknown` where not.
   */
  readonly attempt: (event: Recorded<MessageOf<F>>, attempt: Attempt) => Promise<Outcome>
}

/** Declares what a gateway does because of an event. The gateway is the first part of the name. */
export const effect = <F extends Declared>({ name, on, concerns, orderKey, repeatSafe, attempt }: EffectOf<F>): Effect => {
  const gateway = name.slice(0, name.indexOf('.'))
  const reaction = policy<StoredOf<F>>({
    effect: name,
    handles: on.map(({ type }) => type),
    ...(concerns && { concerns }),
    orderKey: (event) => `${gateway}.${orderKey(event)}`,
  })
  return { ...reaction, gateway, repeatSafe, attempt: attempt as unknown as Effect['attempt'] }
}
