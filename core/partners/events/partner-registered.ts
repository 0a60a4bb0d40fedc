import { z } from 'zod'
import { define, Id, Language, personal } from '../../kernel/index.ts'

/** A person applied to the programme and waits for a decision. The last step of applying, which alone makes it visible. */
export const PartnerRegistered = define(
  'partners.PartnerRegistered',
  z.object({
    partnerId: Id,
    programmeId: Id,
    userId: Id,
    name: personal('partnerId', z.string()),
    email: personal('partnerId', z.string()),
    company: personal('partnerId', z.string()).optional(),
    phone: personal('partnerId', z.string()).optional(),
    language: Language,
    /** The e-mail already had an account: its password stays, and the letter says so. */
    knownAccount: z.boolean(),
    /** Names the reservation of (programme, e-mail), so it can be released without knowing the address. */
    applicationKey: z.string(),
  }),
)
