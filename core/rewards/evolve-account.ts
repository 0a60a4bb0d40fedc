import { basisPoints } from '../kernel/index.ts'
import type { Account, AccountEvent, Payout, Reward, RewardsEvent } from './account.ts'

type Moved = Extract<RewardsEvent, { type: 'rewards.RewardReversed' | 'rewards.RewardAdjusted' }>

const change = <V>(map: Map<string, V>, ids: readonly string[], to: Partial<V>) => {
  for (const id of ids) {
    const old = map.get(id)
    if (old) map.set(id, { ...old, ...to })
  }
}

/** A row of its own is open at once; a row that was lowered to nothing is reversed, and one that grew from nothing is where its ledger lines went. */
const moveRow = ({ rewards }: Account, { data }: Moved) => {
  const { rewardId, lineId, amount, entries } = data
  const source = rewards.get(rewardId)
  if (!source) return
  if (lineId !== undefined) {
    const row: Reward = { ...source, rewardId: lineId, minor: amount.minor, status: 'available', payoutId: undefined, of: rewardId }
    rewards.set(lineId, row)
  } else if (amount.minor === 0n) change(rewards, [rewardId], { minor: 0n, status: 'reversed' })
  else if (source.status === 'reversed')
    change(rewards, [rewardId], { minor: amount.minor, status: entries.some(({ ledger }) => ledger === 'held') ? 'held' : 'available' })
  else change(rewards, [rewardId], { minor: amount.minor })
}

const settle = ({ rewards, payouts }: Account, payoutId: string, status: Payout['status'], rows: Partial<Reward> | undefined) => {
  if (rows) change(rewards, payouts.get(payoutId)?.rewardIds ?? [], rows)
  change(payouts, [payoutId], { status })
}

/** Folds rewards and payouts together: what a payout may take and what a refund may lower is decided against both. */
export const evolveAccount = (account: Account, event: AccountEvent): Account => {
  const { rewards, payouts, pinned } = account
  const { type, data } = event
  switch (type) {
    case 'rewards.RewardAccrued': {
      const { rewardId, customerId, dealId, amount, heldUntil } = data
      rewards.set(rewardId, { rewardId, customerId, dealId, minor: amount.minor, status: 'held', heldUntil, payoutId: undefined, of: undefined })
      pinned.set(rewardId, basisPoints(data.rate))
      return { ...account, partnerId: data.partnerId, currency: amount.currency }
    }
    case 'rewards.RewardReleased':
      change(rewards, [data.rewardId], { status: 'available' })
      return account
    case 'rewards.RewardReversed':
    case 'rewards.RewardAdjusted':
      moveRow(account, event)
      return account
    case 'payouts.PaymentRequested':
      payouts.set(data.payoutId, { ...data, status: 'requested' })
      change(rewards, data.rewardIds, { status: 'requested', payoutId: data.payoutId })
      return account
    case 'payouts.PaymentApproved':
      settle(account, data.payoutId, 'approved', undefined)
      return account
    case 'payouts.PaymentRejected':
      settle(account, data.payoutId, 'rejected', { status: 'available', payoutId: undefined })
      return account
    case 'payouts.PaymentFailed':
      settle(account, data.payoutId, 'failed', { status: 'available', payoutId: undefined })
      return account
    case 'payouts.PaymentPaid':
      settle(account, data.payoutId, 'paid', { status: 'paid' })
      return account
  }
}
