import { Refused } from '@kontor/core/kernel'
import { findPayout } from '@kontor/projections/payouts'
import { findRewards, listBalances } from '@kontor/projections/rewards'
import type { HttpDeps, Reader } from '../ports.ts'
import type { PayoutDetail } from './contract.ts'

type Balances = PayoutDetail['balanceAfter']

/** What is under way counts as paid; what is decided is in the balances already. */
const after = (balances: Balances, { status, amount }: Pick<PayoutDetail, 'status' | 'amount'>): Balances =>
  balances.map((balance) => {
    if (balance.currency !== amount.currency || (status !== 'requested' && status !== 'approved')) return balance
    const [requested, paid] = [BigInt(balance.requested) - BigInt(amount.minor), BigInt(balance.paid) + BigInt(amount.minor)]
    return { ...balance, requested: String(requested), paid: String(paid) }
  })

type Asked = { readonly payoutId: string; readonly after: string | undefined }

/**
 * A payout with its rows, and what the partner has once it is paid. Rows that were let go, since it was declined or failed, are shown as they are now. Raises Refused
 * `payout.not-found`.
 */
export const payoutDetail = async ({ read }: Pick<HttpDeps, 'read'>, reader: Reader, { payoutId, after: position }: Asked): Promise<PayoutDetail> => {
  const payout = await read(reader, 'payouts.list', position, (db) => findPayout(db, payoutId))
  if (!payout) throw new Refused('payout.not-found')
  const { rewardIds, ...item } = payout
  const [rows, balances] = await read(reader, 'rewards.list', position, (db) =>
    Promise.all([findRewards(db, rewardIds), listBalances(db, { partnerId: payout.partnerId })]),
  )
  const lines = rows.map(({ rewardId, amount, reverses, customerName, dealNumber, dealId, base, baseWord, rate }) => ({
    ...{ rewardId, amount, customerName, dealNumber, dealId, base, baseWord, rate },
    ...(reverses !== undefined && { reverses }),
  }))
  return { ...item, lines, balanceAfter: after([...balances], item) }
}
