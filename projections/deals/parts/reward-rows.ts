import type { StoredPayoutsEvent } from '@kontor/core/payouts'
import { isOnHold, type StoredRewardsEvent } from '@kontor/core/rewards'
import { sql } from '../../kernel/index.ts'
import type { RewardStatus } from '../shapes.ts'
import { given, insertNew, unlessEmpty } from './rows.ts'

export const rewardEvents = [
  'rewards.RewardAccrued',
  'rewards.RewardReleased',
  'rewards.RewardReversed',
  'rewards.RewardAdjusted',
  'payouts.PaymentRequested',
  'payouts.PaymentRejected',
  'payouts.PaymentFailed',
  'payouts.PaymentPaid',
] as const
export type RewardEvent = Extract<StoredRewardsEvent | StoredPayoutsEvent, { type: (typeof rewardEvents)[number] }>
type Moved = Extract<RewardEvent, { type: 'rewards.RewardReversed' | 'rewards.RewardAdjusted' }>

const types: ReadonlySet<string> = new Set(rewardEvents)
export const isRewardEvent = <E extends { readonly type: string }>(event: E): event is E & RewardEvent => types.has(event.type)

const accrual = {
  tenant_id: 'text',
  reward_id: 'text',
  deal_id: 'text',
  partner_id: 'text',
  amount: 'text',
  currency: 'text',
  status: 'text',
  held_until: 'timestamptz',
} as const
const change = { tenant_id: 'text', reward_id: 'text', amount: 'text', status: 'text', payout_id: 'text' } as const
type Change = { -readonly [K in keyof typeof change]: string | null }
const payout = { tenant_id: 'text', payout_id: 'text', partner_id: 'text', status: 'text' } as const

const accruedRow = ({ data, meta }: Extract<RewardEvent, { type: 'rewards.RewardAccrued' }>) => ({
  tenant_id: meta.tenantId,
  reward_id: data.rewardId,
  deal_id: data.dealId,
  partner_id: data.partnerId,
  amount: data.amount.minor,
  currency: data.amount.currency,
  status: isOnHold({ data, meta }) ? 'held' : 'available',
  held_until: data.heldUntil,
})

/** The ledger lines of the fact say where its row lies now. */
const statusAfter = ({ amount, entries }: Moved['data']): RewardStatus => {
  if (amount.minor === '0') return 'reversed'
  return entries.some(({ ledger }) => ledger === 'held') ? 'held' : 'available'
}

const payoutStatuses = {
  'payouts.PaymentRequested': 'requested',
  'payouts.PaymentRejected': 'ended',
  'payouts.PaymentFailed': 'ended',
  'payouts.PaymentPaid': 'paid',
} as const

/**
 * What a batch makes of the rewards of deals. A payout that names its rewards is kept beside them, so that its later facts, which name only itself, reach them:
 * the row's own status holds again when a payout has ended without payment. Rows of their own that correct a reward are left out.
 */
export const foldRewards = (batch: readonly RewardEvent[]) => {
  const changes = new Map<string, Change>()
  const payouts = new Map<string, Record<keyof typeof payout, string>>()
  const changed = (tenantId: string, rewardId: string, to: Partial<Change>) => {
    const key = `${tenantId}.${rewardId}`
    const unchanged = { tenant_id: tenantId, reward_id: rewardId, amount: null, status: null, payout_id: null }
    changes.set(key, { ...(changes.get(key) ?? unchanged), ...to })
  }
  for (const { type, data, meta } of batch) {
    const { tenantId } = meta
    switch (type) {
      case 'rewards.RewardAccrued':
        break
      case 'rewards.RewardReleased':
        changed(tenantId, data.rewardId, { status: 'available' })
        break
      case 'rewards.RewardReversed':
      case 'rewards.RewardAdjusted':
        if (data.lineId === undefined) changed(tenantId, data.rewardId, { amount: data.amount.minor, status: statusAfter(data) })
        break
      default: {
        const { payoutId, partnerId } = data
        payouts.set(`${tenantId}.${payoutId}`, { tenant_id: tenantId, payout_id: payoutId, partner_id: partnerId, status: payoutStatuses[type] })
        if (type === 'payouts.PaymentRequested') for (const rewardId of data.rewardIds) changed(tenantId, rewardId, { payout_id: payoutId })
      }
    }
  }
  const accrued = batch.flatMap((event) => (event.type === 'rewards.RewardAccrued' ? [accruedRow(event)] : []))
  return { accrued, changes: [...changes.values()], payouts: [...payouts.values()] }
}

const applyChanges = (table: string, rows: readonly Change[]) => sql.typeAlias('void')`
  update ${sql.identifier([table])} as l set
    amount = coalesce(m.amount, l.amount), status = coalesce(m.status, l.status), payout_id = coalesce(m.payout_id, l.payout_id)
  from ${given(change, rows)}
  where l.tenant_id = m.tenant_id and l.reward_id = m.reward_id`

const writePayouts = (table: string, rows: readonly Record<keyof typeof payout, string>[]) => sql.typeAlias('void')`
  insert into ${sql.identifier([table])} (tenant_id, payout_id, partner_id, status)
  select tenant_id, payout_id, partner_id, status from ${given(payout, rows)}
  on conflict (tenant_id, payout_id) do update set status = excluded.status`

/** Into a table of rewards and one of payouts, which together tell how a reward stands. */
export const writeRewards = (tables: { readonly rewards: string; readonly payouts: string }, folded: ReturnType<typeof foldRewards>) => [
  ...unlessEmpty(folded.accrued, (rows) => insertNew(tables.rewards, accrual, rows)),
  ...unlessEmpty(folded.changes, (rows) => applyChanges(tables.rewards, rows)),
  ...unlessEmpty(folded.payouts, (rows) => writePayouts(tables.payouts, rows)),
]
