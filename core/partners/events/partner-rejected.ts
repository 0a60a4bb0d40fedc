import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** The operator declines, in words that the applicant will read. */
export const PartnerRejected = define('partners.PartnerRejected', z.object({ partnerId: Id, reason: z.string().min(1) }))
