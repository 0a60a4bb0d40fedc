import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** The operator looked and found another person, or agreed to the second partner: the customer goes on to a deal. */
export const DuplicateDismissed = define('deals.DuplicateDismissed', z.object({ customerId: Id, partnerId: Id, programmeId: Id }))
