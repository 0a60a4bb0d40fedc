import type { MessageOf } from '../../kernel/index.ts'
import type { PartnerApproved, PartnerDeactivated, PartnerReactivated, PartnerRegistered, PartnerRejected, PartnerTermsSet } from '../events/index.ts'

export type PartnerEvent = MessageOf<
  | typeof PartnerRegistered
  | typeof PartnerApproved
  | typeof PartnerRejected
  | typeof PartnerDeactivated
  | typeof PartnerReactivated
  | typeof PartnerTermsSet
>

/** `none` until the application is in the log: a reservation alone is no partner. */
export type Partner =
  | { readonly status: 'none' }
  | {
      readonly status: 'pending' | 'active' | 'rejected' | 'deactivated'
      readonly partnerId: string
      readonly programmeId: string
      readonly userId: string
      readonly name: string
      readonly email: string
      readonly applicationKey: string
      readonly reason?: string
      readonly percent?: string
    }

export const noPartner = (): Partner => ({ status: 'none' })

export const evolvePartner = (partner: Partner, { type, data }: PartnerEvent): Partner => {
  if (type === 'partners.PartnerRegistered') {
    const { partnerId, programmeId, userId, name, email, applicationKey } = data
    return { status: 'pending', partnerId, programmeId, userId, name, email, applicationKey }
  }
  if (partner.status === 'none') return partner
  switch (type) {
    case 'partners.PartnerApproved':
    case 'partners.PartnerReactivated':
      return { ...partner, status: 'active' }
    case 'partners.PartnerRejected':
      return { ...partner, status: 'rejected', reason: data.reason }
    case 'partners.PartnerDeactivated':
      return { ...partner, status: 'deactivated' }
    case 'partners.PartnerTermsSet':
      return { ...partner, percent: data.percent }
  }
}
