import { z } from 'zod'
import { define, Id, personal } from '../../kernel/index.ts'

/** The operator declines, in words that the applicant will read; they are about a person, so they are forgotten with the person. */
export const PartnerRejected = define('partners.PartnerRejected', z.object({ partnerId: Id, reason: personal('partnerId', z.string().min(1)) }))
