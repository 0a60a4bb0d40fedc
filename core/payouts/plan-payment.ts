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
 * What a payout of these rewards would be. Raises Refused `reward.not-found` for another partner's, `payout.reward-taken`, `payout.reward-not-available` for what is
 * held, reversed or together below the minimum, `payout.nothing-to-pay` when nothing remains.
 */
export const planPayment = (account: Account, partnerId: string, rewardIds: readonly string[], minimum: Money): Plan => {
  const asked = [...new Set(rewardIds)].map((rewardId) => rowFor(account, partnerId, rewardId))
  const rows = [...asked, ...openNegatives(account).filter((row) => !asked.includes(row))]
  const minor = rows.reduce((sum, row) => sum + row.minor, 0n)
  if (minor <= 0n) throw new Refused('payout.nothing-to-pay')
  if (minimum.currency === account.currency && minor < minimum.minor) throw new Refused('payout.reward-not-available', 'below the minimum')
  return { rows, minor }
}
