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

const opened = (state: Deal) => {
  if (state.status === 'none') throw new Refused('deal.not-found')
  const { dealId, customerId, partnerId, crm, externalId } = state
  return { ids: { dealId, customerId, partnerId }, isWorkedOnHere: crm === undefined, hasArrived: externalId !== undefined }
}

/** A deal has one place in the CRM: the first id stands, whatever a repeated push says. */
export const recordPushed: Decide<MessageOf<typeof RecordPushed>, Deal, DealEvent> = ({ data, meta }, state) => {
  const { ids, hasArrived } = opened(state)
  return hasArrived ? [] : [DealPushed({ ...data, ...ids }, meta)]
}

export const recordPushFailed: Decide<MessageOf<typeof RecordPushFailed>, Deal, DealEvent> = ({ data, meta }, state) => {
  const { ids, hasArrived } = opened(state)
  return hasArrived ? [] : [DealPushFailed({ ...ids, reason: data.reason }, meta)]
}

/** For a deal that is stuck; one that has arrived needs no push. */
export const pushDeal: Decide<MessageOf<typeof PushDeal>, Deal, DealEvent> = ({ meta }, state) => {
  const { ids, isWorkedOnHere, hasArrived } = opened(state)
  if (isWorkedOnHere) throw new Refused('deal.not-in-crm')
  return hasArrived ? [] : [DealPushRequested(ids, meta)]
}
