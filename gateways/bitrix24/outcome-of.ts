import { isoAt, type Outcome } from '../kernel/index.ts'
import type { Failure } from './classify.ts'

type Undone = Exclude<Outcome, { is: 'done' }>

/** A portal whose computing time is used up says until when; this long where it does not, ms. */
const overTime = 60_000
/** A bucket that is empty has room for one call after this, ms. */
const oneTurn = 1_000

/** What becomes of the work item (gateways.md, retry table). Waiting for the portal's own limits costs no attempt. Pure. */
export const outcomeOf = ({ kind, words, until }: Failure, now: number): Undone => {
  switch (kind) {
    case 'busy':
      return { is: 'retry', reason: words, notBefore: isoAt(now + oneTurn) }
    case 'over-time':
      return { is: 'retry', reason: words, notBefore: isoAt(Math.max(now + oneTurn, until ?? now + overTime)) }
    case 'unreachable':
      return { is: 'retry', reason: words }
    case 'unknown':
      return { is: 'unknown', detail: words }
    case 'auth':
    case 'absent':
    case 'refused':
      return { is: 'parked', reason: words }
  }
}
