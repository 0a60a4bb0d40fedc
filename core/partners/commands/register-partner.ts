import { z } from 'zod'
import { type Decide, define, Id, Language, Line, type MessageOf } from '../../kernel/index.ts'
import { PartnerRegistered } from '../events/index.ts'
import type { Partner, PartnerEvent } from '../states/partner.ts'

export const RegisterPartner = define(
  'partners.RegisterPartner',
  z.object({
    partnerId: Id,
    programmeId: Id,
    userId: Id,
    name: Line(120),
    email: z.email().max(254),
    company: Line(160).optional(),
    phone: Line(40).optional(),
    language: Language,
    knownAccount: z.boolean(),
    applicationKey: z.string(),
  }),
)

/** The reservation of (programme, e-mail) went before; the same application again is no news. */
export const registerPartner: Decide<MessageOf<typeof RegisterPartner>, Partner, PartnerEvent> = ({ data, meta }, partner) =>
  partner.status === 'none' ? [PartnerRegistered(data, meta)] : []
