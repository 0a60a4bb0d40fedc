import { accountOf, type Money, Refused } from '@kontor/core/kernel'
import { planRows } from '@kontor/core/payouts'
import type { Account } from '@kontor/core/rewards'
import type { Preview } from './contract.ts'

type Asked = { readonly partnerId: string; readonly rewardIds: readonly string[]; readonly minimum: Money }

const wire = ({ minor, currency }: Money) => ({ minor: String(minor), currency })

/** Why this one cannot be asked for now, and for what is held, until when; undefined when it can. */
const reasonOf = (account: Account, accountId: string, partnerId: string, rewardId: string): Preview['whyNot'][number] | undefined => {
  if (accountOf(rewardId) !== accountId) return { rewardId, code: 'payout.reward-not-available' }
  try {
    planRows(account, partnerId, [rewardId])
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const row = account.rewards.get(rewardId)
    return { rewardId, code: error.code, ...(row?.status === 'held' && account.partnerId === partnerId && { until: row.heldUntil }) }
  }
}

/** What a request of these rewards would be, by the very rule that decides it, with what stands in the way. `account` is the first one's. */
export const previewOf = (account: Account, { partnerId, rewardIds, minimum }: Asked): Preview => {
  const [first = ''] = rewardIds
  const whyNot = [...new Set(rewardIds)].flatMap((rewardId) => reasonOf(account, accountOf(first), partnerId, rewardId) ?? [])
  const blocked = new Set(whyNot.map(({ rewardId }) => rewardId))
  const mine = account.partnerId === partnerId
  const payableIds = rewardIds.filter((rewardId) => !blocked.has(rewardId))
  const { rows, minor } = mine ? planRows(account, partnerId, payableIds) : { rows: [], minor: 0n }
  const currency = mine ? account.currency : minimum.currency
  const missing = minimum.currency === currency && minor < minimum.minor ? minimum.minor - minor : undefined
  return {
    amount: wire({ minor, currency }),
    lines: rows.map(({ rewardId, minor: amount, of }) => ({ rewardId, amount: wire({ minor: amount, currency }), ...(of && { reverses: of }) })),
    whyNot,
    minimum: wire(minimum),
    ...(missing !== undefined && { missing: wire({ minor: missing, currency }) }),
    payable: minor > 0n && missing === undefined,
  }
}
