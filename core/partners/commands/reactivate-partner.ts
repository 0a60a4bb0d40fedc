import { type Decide, define, type MessageOf, Refused } from '../../kernel/index.ts'
import { PartnerReactivated } from '../events/index.ts'
import type { Partner, PartnerEvent } from '../states/partner.ts'

export const ReactivatePartner = define('partners.ReactivatePartner', PartnerReactivated.schema)

export const reactivatePartner: Decide<MessageOf<typeof ReactivatePartner>, Partner, PartnerEvent> = ({ data, meta }, partner) => {
  if (partner.status === 'none') throw new Refused('partner.not-found')
  if (partner.status === 'active') return []
  if (partner.status !== 'deactivated') throw new Refused('partner.not-deactivated')
  return [PartnerReactivated(data, meta)]
}
