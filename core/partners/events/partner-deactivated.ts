import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** The partner may no longer act; their sessions end. What they earned stays theirs. */
export const PartnerDeactivated = define('partners.PartnerDeactivated', z.object({ partnerId: Id, userId: Id }))
