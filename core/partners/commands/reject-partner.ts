import { z } from 'zod'
import { type Decide, define, Id, type MessageOf, Prose, Refused } from '../../kernel/index.ts'
import { PartnerRejected } from '../events/index.ts'
import type { Partner, PartnerEvent } from '../states/partner.ts'

export const RejectPartner = define('partners.RejectPartner', z.object({ partnerId: Id, reason: Prose(500) }))

/** Only an application can be rejected; the first reason stands. */
export const rejectPartner: Decide<MessageOf<typeof RejectPartner>, Partner, PartnerEvent> = ({ data, meta }, partner) => {
  if (partner.status === 'none') throw new Refused('partner.not-found')
  if (partner.status === 'rejected') return []
  if (partner.status !== 'pending') throw new Refused('partner.not-pending')
  return [PartnerRejected(data, meta)]
}
