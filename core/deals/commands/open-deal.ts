import { type Decide, define, type MessageOf } from '../../kernel/index.ts'
import { DealOpened } from '../events/index.ts'
import type { Deal, DealEvent } from '../states/deal.ts'

export const OpenDeal = define('deals.OpenDeal', DealOpened.schema)

/** Opening what is open is no news. */
export const openDeal: Decide<MessageOf<typeof OpenDeal>, Deal, DealEvent> = ({ data, meta }, deal) =>
  deal.status === 'none' ? [DealOpened(data, meta)] : []
