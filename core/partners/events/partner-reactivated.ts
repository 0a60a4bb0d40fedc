import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** A deactivated partner may act again. */
export const PartnerReactivated = define('partners.PartnerReactivated', z.object({ partnerId: Id }))
