import { z } from 'zod'
import { type Decide, define, Id, type MessageOf, Refused } from '../../kernel/index.ts'
import { PartnerDeactivated } from '../events/index.ts'
import type { Partner, PartnerEvent } from '../states/partner.ts'

export const DeactivatePartner = define('partners.DeactivatePartner', z.object({ partnerId: Id }))

/** Only an active partner can be deactivated; an application is rejected instead. */
export const deactivatePartner: Decide<MessageOf<typeof DeactivatePartner>, Partner, PartnerEvent> = ({ data, meta }, partner) => {
  if (partner.status === 'none') throw new Refused('partner.not-found')
  if (partner.status === 'deactivated') return []
  if (partner.status !== 'active') throw new Refused('partner.not-active')
  return [PartnerDeactivated({ ...data, userId: partner.userId }, meta)]
}
