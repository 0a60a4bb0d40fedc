import { Refused } from '@kontor/core/kernel'
import { attemptLimit, backOff } from './back-off.ts'
import { isoAt } from './clock.ts'
import type { Outcome, RepeatSafe } from './outcome.ts'

/** What becomes of an item after an attempt. `notBefore` is UTC ISO 8601. */
export type Settlement =
  | { readonly state: 'done' }
  | { readonly state: 'ready'; readonly notBefore: string; readonly reason: string; readonly counted: boolean }
  | { readonly state: 'parked'; readonly reason: string }

type Tried = { readonly attempts: number; readonly repeatSafe: RepeatSafe }
type At = { readonly now: number; readonly random: () => number }

const again = ({ attempts }: Tried, reason: string, { now, random }: At): Settlement =>
  attempts >= attemptLimit
    ? { state: 'parked', reason: `given up after ${attempts} attempts: ${reason}` }
    : { state: 'ready', notBefore: isoAt(now + backOff(attempts, random)), reason, counted: true }

/** The retry table of gateways.md. A provider's own "not before" costs no attempt; what nobody knows is repeated only where a repeat is safe. */
export const settlementOf = (item: Tried, outcome: Outcome, at: At): Settlement => {
  switch (outcome.is) {
    case 'done':
      return { state: 'done' }
    case 'parked':
      return { state: 'parked', reason: outcome.reason }
    case 'retry':
      if (outcome.notBefore) return { state: 'ready', notBefore: outcome.notBefore, reason: outcome.reason, counted: false }
      return again(item, outcome.reason, at)
    case 'unknown':
      if (item.repeatSafe === 'yes') return again(item, `outcome unknown: ${outcome.detail}`, at)
      return { state: 'parked', reason: `outcome unknown: ${outcome.detail}` }
  }
}

/** An error's own words, without what looks like an address, short enough for a list. */
export const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return text.replace(/\S+@\S+/g, '…').slice(0, 200)
}

/** What a thrown error says about the attempt: a rule's refusal is final; anything else may be repeated where that is safe. */
export const outcomeOfError = (error: unknown, repeatSafe: RepeatSafe): Outcome => {
  if (error instanceof Refused) return { is: 'parked', reason: `refused: ${error.code}` }
  return repeatSafe === 'yes' ? { is: 'retry', reason: reasonOf(error) } : { is: 'unknown', detail: reasonOf(error) }
}
