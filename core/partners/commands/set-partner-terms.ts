import { basisPoints, type Decide, define, type MessageOf, Refused } from '../../kernel/index.ts'
import { PartnerTermsSet } from '../events/index.ts'
import type { Partner, PartnerEvent } from '../states/partner.ts'

export const SetPartnerTerms = define('partners.SetPartnerTerms', PartnerTermsSet.schema)

/** "7.5" and "7.50" are the same share, so the second is no news. */
export const setPartnerTerms: Decide<MessageOf<typeof SetPartnerTerms>, Partner, PartnerEvent> = ({ data, meta }, partner) => {
  if (partner.status === 'none') throw new Refused('partner.not-found')
  const same = partner.percent !== undefined && basisPoints(partner.percent) === basisPoints(data.percent)
  return same ? [] : [PartnerTermsSet(data, meta)]
}
