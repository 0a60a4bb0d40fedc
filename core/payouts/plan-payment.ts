import { type Money, Refused } from '../kernel/index.ts'
import type { Account, Reward } from '../rewards/index.ts'

export type Plan = {
  /** What was asked for, and every open negative row. */
  readonly rows: readonly Reward[]
  readonly minor: bigint
}

/** Negative rows that no payout has taken yet: the next one takes them all (money.md 10). */
const openNegatives = ({ rewards }: Account) => [...rewards.values()].filter(({ status, minor }) => status === 'available' && minor < 0n)

const rowFor = (account: Account, partnerId: string, rewardId: string): Reward => {
  const row = account.rewards.get(rewardId)
  if (!row || account.partnerId !== partnerId) throw new Refused('reward.not-found')
  if (row.status === 'requested' || row.status === 'paid') throw new Refused('payout.reward-taken', rewardId)
  if (row.status !== 'available') throw new Refused('payout.reward-not-available', rewardId)
  return row
}

/**
 * The rows that a payout of these rewards would have: themselves, and every open negative one. Raises Refused `reward.not-found` for another partner's,
 * `payout.reward-taken`, `payout.reward-not-available` for what is held or reversed.
 */
export const planRows = (account: Account, partnerId: string, rewardIds: readonly string[]): Plan => {
  const asked = [...new Set(rewardIds)].map((rewardId) => rowFor(account, partnerId, rewardId))
  const rows = [...asked, ...openNegatives(account).filter((row) => !asked.includes(row))]
  return { rows, minor: rows.reduce((sum, row) => sum + row.minor, 0n) }
}

/**
 * What a payout of these rewards would be. Raises Refused as planRows does, `payout.nothing-to-pay` when nothing remains, `payout.reward-not-available` for what is
 * together below the minimum.
 */
export const planPayment = (account: Account, partnerId: string, rewardIds: readonly string[], minimum: Money): Plan => {
  const plan = planRows(account, partnerId, rewardIds)
  if (plan.minor <= 0n) throw new Refused('payout.nothing-to-pay')
  if (minimum.currency === account.currency && plan.minor < minimum.minor) throw new Refused('payout.reward-not-available', 'below the minimum')
  return plan
}
