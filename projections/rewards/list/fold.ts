import { accountOf, type Ledger, type StoredEvent } from '@kontor/core/kernel'
import type { StoredPayoutsEvent } from '@kontor/core/payouts'
import type { StoredRewardsEvent } from '@kontor/core/rewards'
import { type NameEvent, nameEvents, namesIn } from '../names.ts'

export const handles = [
  'rewards.RewardAccrued',
  'rewards.RewardReleased',
  'rewards.RewardReversed',
  'rewards.RewardAdjusted',
  'payouts.PaymentRequested',
  'payouts.PaymentApproved',
  'payouts.PaymentRejected',
  'payouts.PaymentPaid',
  'payouts.PaymentFailed',
  ...nameEvents,
] as const
export type MoneyEvent = Extract<StoredRewardsEvent | StoredPayoutsEvent, { type: (typeof handles)[number] }>
export type Handled = (MoneyEvent | NameEvent) & Pick<StoredEvent, 'id'>
type Of<T extends MoneyEvent['type']> = Extract<MoneyEvent, { type: T }>

type Key = { readonly tenantId: string; readonly rewardId: string }
/** What becomes of a row that is there; null where nothing changes. */
type Moved = Key & { minor: string | null; base: string | null; state: 'held' | 'available' | 'reversed' | null; payoutId: string | null }
type Payout = {
  readonly tenantId: string
  readonly payoutId: string
  readonly partnerId: string
  number: number | null
  status: string
  paidAt: string | null
  reference: string | null
}
type Entry = {
  readonly tenantId: string
  readonly eventId: string
  readonly ledger: Ledger
  readonly accountId: string
  readonly partnerId: string
  readonly minor: string
  readonly occurredAt: string
}

const book = () => ({
  opened: [] as Of<'rewards.RewardAccrued'>[],
  lines: [] as Of<'rewards.RewardReversed' | 'rewards.RewardAdjusted'>[],
  moved: new Map<string, Moved>(),
  payouts: new Map<string, Payout>(),
  entries: [] as Entry[],
})
type Book = ReturnType<typeof book>

const move = ({ moved }: Book, key: Key, change: Partial<Moved>) => {
  const at = `${key.tenantId}.${key.rewardId}`
  moved.set(at, { ...(moved.get(at) ?? { ...key, minor: null, base: null, state: null, payoutId: null }), ...change })
}

/** A row that a payout has taken stays; what changes is a row of its own. Else the ledger that moved says where the reward stands. */
const moveRow = (rows: Book, event: Of<'rewards.RewardReversed' | 'rewards.RewardAdjusted'>) => {
  const { data, meta } = event
  if (data.lineId !== undefined) {
    rows.lines.push(event)
    return
  }
  const isHeld = data.entries.some(({ ledger }) => ledger === 'held')
  const state = data.amount.minor === '0' ? 'reversed' : isHeld ? 'held' : 'available'
  move(rows, { tenantId: meta.tenantId, rewardId: data.rewardId }, { minor: data.amount.minor, base: data.base.minor, state })
}

const payment = ({ payouts }: Book, { data, meta }: Extract<MoneyEvent, { data: { payoutId: string } }>, change: Partial<Payout>) => {
  const { payoutId, partnerId } = data
  const at = `${meta.tenantId}.${payoutId}`
  const empty = { tenantId: meta.tenantId, payoutId, partnerId, number: null, status: 'requested', paidAt: null, reference: null }
  payouts.set(at, { ...(payouts.get(at) ?? empty), ...change })
}

const evolve = (rows: Book, event: MoneyEvent): void => {
  const { tenantId, occurredAt } = event.meta
  switch (event.type) {
    case 'rewards.RewardAccrued':
      rows.opened.push(event)
      return
    case 'rewards.RewardReleased':
      move(rows, { tenantId, rewardId: event.data.rewardId }, { state: 'available' })
      return
    case 'rewards.RewardReversed':
    case 'rewards.RewardAdjusted':
      moveRow(rows, event)
      return
    case 'payouts.PaymentRequested':
      for (const rewardId of event.data.rewardIds) move(rows, { tenantId, rewardId }, { payoutId: event.data.payoutId })
      payment(rows, event, { number: event.data.number, status: 'requested' })
      return
    case 'payouts.PaymentApproved':
      payment(rows, event, { status: 'approved' })
      return
    case 'payouts.PaymentRejected':
      payment(rows, event, { status: 'rejected' })
      return
    case 'payouts.PaymentFailed':
      payment(rows, event, { status: 'failed' })
      return
    case 'payouts.PaymentPaid':
      payment(rows, event, { status: 'paid', paidAt: occurredAt, reference: event.data.reference })
  }
}

const entriesOf = (event: MoneyEvent & Pick<StoredEvent, 'id'>): readonly Entry[] => {
  if (event.type === 'payouts.PaymentApproved') return []
  const { data, meta } = event
  const accountId = accountOf('payoutId' in data ? data.payoutId : data.rewardId)
  const { partnerId } = data
  const about = { tenantId: meta.tenantId, eventId: event.id, accountId, partnerId, occurredAt: meta.occurredAt }
  return data.entries.map(({ ledger, minor }) => ({ ...about, ledger, minor }))
}

const isMoney = (event: Handled): event is MoneyEvent & Pick<StoredEvent, 'id'> => /^(rewards|payouts)\./.test(event.type)

export const fold = (batch: readonly Handled[]) => {
  const rows = book()
  for (const event of batch.filter(isMoney)) {
    evolve(rows, event)
    rows.entries.push(...entriesOf(event))
  }
  const { opened, lines, moved, payouts, entries } = rows
  return { opened, lines, moved: [...moved.values()], payouts: [...payouts.values()], entries, names: namesIn(batch) }
}
export type Rows = ReturnType<typeof fold>
