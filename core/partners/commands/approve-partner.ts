import { type Decide, define, type MessageOf, Refused } from '../../kernel/index.ts'
import { PartnerApproved } from '../events/index.ts'
import type { Partner, PartnerEvent } from '../states/partner.ts'

export const ApprovePartner = define('partners.ApprovePartner', PartnerApproved.schema)

/** Only an application can be approved; a deactivated partner is reactivated, a rejected one stays rejected. */
export const approvePartner: Decide<MessageOf<typeof ApprovePartner>, Partner, PartnerEvent> = ({ data, meta }, partner) => {
  if (partner.status === 'none') throw new Refused('partner.not-found')
  if (partner.status === 'active') return []
  if (partner.status !== 'pending') throw new Refused('partner.not-pending')
  return [PartnerApproved(data, meta)]
}
