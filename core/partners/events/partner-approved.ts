import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** The operator lets the partner in. */
export const PartnerApproved = define('partners.PartnerApproved', z.object({ partnerId: Id }))
