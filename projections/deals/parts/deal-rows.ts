import type { StoredDealsEvent } from '@kontor/core/deals'
import { sql } from '../../kernel/index.ts'
import type { DealStatus } from '../shapes.ts'
import { given, insertNew, unlessEmpty } from './rows.ts'

export const dealEvents = [
  'deals.DealOpened',
  'deals.DealPushed',
  'deals.DealPushFailed',
  'deals.DealPushRequested',
  'deals.DealStageMoved',
  'deals.DealWon',
  'deals.DealAmended',
  'deals.DealLost',
  'deals.DealReopened',
  'deals.DealRefunded',
] as const
export type DealEvent = Extract<StoredDealsEvent, { type: (typeof dealEvents)[number] }>

const types: ReadonlySet<string> = new Set(dealEvents)
export const isDealEvent = <E extends { readonly type: string }>(event: E): event is E & DealEvent => types.has(event.type)

const opening = {
  tenant_id: 'text',
  deal_id: 'text',
  customer_id: 'text',
  partner_id: 'text',
  status: 'text',
  crm_state: 'text',
  stage_since: 'timestamptz',
  opened_at: 'timestamptz',
  occurred_at: 'timestamptz',
} as const

const change = {
  tenant_id: 'text',
  deal_id: 'text',
  status: 'text',
  lost_reason: 'text',
  crm_state: 'text',
  external_id: 'text',
  url: 'text',
  crm_reason: 'text',
  stage: 'text',
  stage_name: 'text',
  stage_since: 'timestamptz',
  amount: 'text',
  currency: 'text',
  refunded: 'text',
  won_at: 'timestamptz',
  occurred_at: 'timestamptz',
} as const
type Change = { -readonly [K in keyof typeof change]: string | null }

const unchanged = Object.fromEntries(Object.keys(change).map((name) => [name, null])) as Change

const openedRow = ({ data, meta }: Extract<DealEvent, { type: 'deals.DealOpened' }>) => ({
  tenant_id: meta.tenantId,
  deal_id: data.dealId,
  customer_id: data.customerId,
  partner_id: data.partnerId,
  status: 'open',
  crm_state: data.crm ? 'waiting' : null,
  stage_since: meta.occurredAt,
  opened_at: meta.occurredAt,
  occurred_at: meta.occurredAt,
})

const moved = (row: Change, status: DealStatus, lostReason: string | null = null) => Object.assign(row, { status, lost_reason: lostReason })
const pushed = (row: Change, crmState: 'waiting' | 'sent' | 'failed', reason: string | null = null) =>
  Object.assign(row, { crm_state: crmState, crm_reason: reason })

const evolve = (row: Change, { type, data, meta }: DealEvent) => {
  row.occurred_at = meta.occurredAt
  switch (type) {
    case 'deals.DealOpened':
      return
    case 'deals.DealPushed':
      Object.assign(pushed(row, 'sent'), { external_id: data.externalId, url: data.url ?? null })
      return
    case 'deals.DealPushFailed':
      pushed(row, 'failed', data.reason)
      return
    case 'deals.DealPushRequested':
      pushed(row, 'waiting')
      return
    case 'deals.DealStageMoved':
      Object.assign(row, { stage: data.stageId, stage_name: data.stageName, stage_since: meta.occurredAt })
      return
    case 'deals.DealWon':
      Object.assign(moved(row, 'won'), { amount: data.amount.minor, currency: data.amount.currency, won_at: row.won_at ?? meta.occurredAt })
      return
    case 'deals.DealAmended':
      Object.assign(row, { amount: data.amount.minor, currency: data.amount.currency })
      return
    case 'deals.DealLost':
      moved(row, 'lost', data.reason)
      return
    case 'deals.DealReopened':
      moved(row, 'open')
      return
    case 'deals.DealRefunded':
      row.refunded = data.refunded.minor
  }
}

/** What a batch makes of deals: those that were opened, and how each one stands after its last fact; null where nothing was said. */
export const foldDeals = (batch: readonly DealEvent[]) => {
  const changes = new Map<string, Change>()
  for (const event of batch) {
    const { tenantId } = event.meta
    const { dealId } = event.data
    const key = `${tenantId}.${dealId}`
    const row = changes.get(key) ?? { ...unchanged, tenant_id: tenantId, deal_id: dealId }
    evolve(row, event)
    changes.set(key, row)
  }
  const opened = batch.flatMap((event) => (event.type === 'deals.DealOpened' ? [openedRow(event)] : []))
  return { opened, changes: [...changes.values()] }
}

const applyChanges = (table: string, rows: readonly Change[]) => sql.typeAlias('void')`
  update ${sql.identifier([table])} as l set
    status = coalesce(m.status, l.status),
    lost_reason = case when m.status is null then l.lost_reason else m.lost_reason end,
    crm_state = coalesce(m.crm_state, l.crm_state),
    crm_reason = case when m.crm_state is null then l.crm_reason else m.crm_reason end,
    external_id = coalesce(m.external_id, l.external_id), url = coalesce(m.url, l.url),
    stage = coalesce(m.stage, l.stage), stage_name = coalesce(m.stage_name, l.stage_name), stage_since = coalesce(m.stage_since, l.stage_since),
    amount = coalesce(m.amount, l.amount), currency = coalesce(m.currency, l.currency), refunded = coalesce(m.refunded, l.refunded),
    won_at = coalesce(l.won_at, m.won_at), occurred_at = m.occurred_at
  from ${given(change, rows)}
  where l.tenant_id = m.tenant_id and l.deal_id = m.deal_id`

/** Into a table of deals, one row each. */
export const writeDeals = (table: string, { opened, changes }: ReturnType<typeof foldDeals>) => [
  ...unlessEmpty(opened, (rows) => insertNew(table, opening, rows)),
  ...unlessEmpty(changes, (rows) => applyChanges(table, rows)),
]
