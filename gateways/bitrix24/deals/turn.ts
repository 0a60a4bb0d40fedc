import { isoAt, type Outcome } from '../../kernel/index.ts'
import type { Failure } from '../classify.ts'
import { outcomeOf } from '../outcome-of.ts'
import type { Portal } from '../portal.ts'
import type { Bitrix24Deps } from './deps.ts'

/** What waits for a full bucket comes back spread over this, ms. */
const spread = 2_000

type Deps = Pick<Bitrix24Deps, 'limits' | 'now' | 'random'>
type Undone = Exclude<Outcome, { is: 'done' }>

/** Takes all the turns that an attempt needs before it begins, so that none stops half-way for want of them; otherwise answers when to come back. */
export const turnsFor = async ({ limits, now, random }: Deps, { limit }: Portal, turns: number): Promise<Undone | undefined> => {
  const taken = await limits.take(limit, turns, now())
  if (taken.is === 'taken') return undefined
  return { is: 'retry', reason: 'the limit of the portal', notBefore: isoAt(taken.until + Math.round(random() * spread)) }
}

/** The outcome of a call that failed; a portal that calls itself busy empties our count of its bucket, too. */
export const undone = async ({ limits, now }: Deps, { limit }: Portal, failure: Failure): Promise<Undone> => {
  if (failure.kind === 'busy') await limits.drain(limit, now())
  return outcomeOf(failure, now())
}
