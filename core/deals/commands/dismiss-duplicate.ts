import { z } from 'zod'
import { type Decide, define, Id, type MessageOf, Refused } from '../../kernel/index.ts'
import { DuplicateDismissed } from '../events/index.ts'
import type { Customer, CustomerEvent } from '../states/customer.ts'

export const DismissDuplicate = define('deals.DismissDuplicate', z.object({ customerId: Id }))

/** Only somebody whom another partner brought first waits for this; saying it again is no news. */
export const dismissDuplicate: Decide<MessageOf<typeof DismissDuplicate>, Customer, CustomerEvent> = ({ data, meta }, state) => {
  if (state.status === 'none') throw new Refused('customer.not-found')
  if (state.status === 'referred') return []
  const { partnerId, programmeId } = state.customer
  return [DuplicateDismissed({ ...data, partnerId, programmeId }, meta)]
}
