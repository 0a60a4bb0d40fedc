import { z } from 'zod'
import { define, Id, personal } from '../../kernel/index.ts'

/**
 * A partner brought somebody: by the form of a link, or by hand. `duplicateOf` names the customer who already has this phone or e-mail, as the reservations of
 * the tenant said; somebody whom another partner brought first waits for the operator.
 */
export const CustomerReferred = define(
  'deals.CustomerReferred',
  z.object({
    customerId: Id,
    partnerId: Id,
    programmeId: Id,
    source: z.enum(['form', 'manual']),
    name: personal('customerId', z.string()),
    phone: personal('customerId', z.string()).optional(),
    email: personal('customerId', z.string()).optional(),
    company: personal('customerId', z.string()).optional(),
    comment: personal('customerId', z.string()).optional(),
    linkId: Id.optional(),
    /** The click that the visitor named, whether or not it was found. */
    clickId: Id.optional(),
    duplicateOf: Id.optional(),
    /** Whose the earlier customer is; absent with the same partner. */
    duplicateOfPartnerId: Id.optional(),
    /** Names the reservations of phone and e-mail, so that they can be released without knowing either. */
    nameKeys: z.array(z.string()),
    /** A hidden field was filled in, or the form came back quicker than a person types: a mark, never a refusal. */
    suspicious: z.boolean(),
  }),
)
