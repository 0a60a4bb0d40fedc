import { z } from 'zod'
import { type Decide, define, Id, type MessageOf, Refused } from '../../kernel/index.ts'
import { DealPushed, DealPushFailed, DealPushRequested } from '../events/index.ts'
import type { Deal, DealEvent } from '../states/deal.ts'

const deal = z.object({ dealId: Id })
export const RecordPushed = define(
  'deals.RecordPushed',
  deal.extend({ crm: z.literal('bitrix24'), externalId: z.string(), portal: z.string(), url: z.string().optional() }),
)
export const RecordPushFailed = define('deals.RecordPushFailed', deal.extend({ reason: z.string().min(1).max(500) }))
export const PushDeal = define('deals.PushDeal', deal)

export const idsOf = (state: Deal) => {
  if (state.status === 'none') throw new Refused('deal.not-found')
  const { dealId, customerId, partnerId } = state
  return { dealId, customerId, partnerId }
}

/** A deal has one place in the CRM: the first id stands, whatever a repeated push says. */
export const recordPushed: Decide<MessageOf<typeof RecordPushed>, Deal, DealEvent> = ({ data, meta }, state) => {
  const ids = idsOf(state)
  return state.status !== 'none' && state.externalId !== undefined ? [] : [DealPushed({ ...data, ...ids }, meta)]
}

export const recordPushFailed: Decide<MessageOf<typeof RecordPushFailed>, Deal, DealEvent> = ({ data, meta }, state) => {
  const ids = idsOf(state)
  return state.status !== 'none' && state.externalId !== undefined ? [] : [DealPushFailed({ ...ids, reason: data.reason }, meta)]
}

/** For a deal that is stuck; one that has arrived needs no push. */
export const pushDeal: Decide<MessageOf<typeof PushDeal>, Deal, DealEvent> = ({ meta }, state) => {
  const ids = idsOf(state)
  if (state.status !== 'none' && state.crm === undefined) throw new Refused('deal.not-in-crm')
  return state.status !== 'none' && state.externalId !== undefined ? [] : [DealPushRequested(ids, meta)]
}
