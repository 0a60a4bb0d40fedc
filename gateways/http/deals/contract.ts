import { Id, Line, Money, Prose } from '@kontor/core/kernel'
import { CustomerItem, CustomerSource, CustomerStatus } from '@kontor/projections/deals/customers/view'
import { DealItem, DealStatus } from '@kontor/projections/deals/list/view'
import { z } from 'zod'
import { Accepted, AfterQuery, List, PageQuery } from '../contract.ts'

export { Accepted, AfterQuery, CustomerItem, CustomerSource, CustomerStatus, DealItem, DealStatus }

const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())
/** However it is written, a phone is known by its digits. */
const Phone = Line(40).regex(/^(?:\D*\d){5}/, 'a phone has at least five digits')
const Words = z.string().trim().min(1).max(200)
/** In an address, where a flag is only ever said, never denied. */
const Flag = z.literal('true')

/** What anybody leaves about a customer, by hand or in a form; one of phone and e-mail must be among it. */
export const CustomerFields = z.strictObject({
  name: Line(120),
  phone: Phone.optional(),
  email: Email.optional(),
  company: Line(160).optional(),
  comment: Prose(2000).optional(),
})
export const CustomerReferred = Accepted.extend({ customerId: Id })

export const CustomersQuery = PageQuery.extend({
  q: Words.optional(),
  status: CustomerStatus.optional(),
  source: CustomerSource.optional(),
  partnerId: Id.optional(),
  waits: Flag.optional(),
})
export const CustomerList = List(CustomerItem)
export const CustomerId = z.strictObject({ customerId: Id })

/** Asked before saving. Of another partner's customer only that there is one, and since when. */
export const DuplicateCheck = z.strictObject({ phone: Phone.optional(), email: Email.optional() })
export const Duplicates = z.strictObject({
  duplicates: z.array(z.strictObject({ mine: z.boolean(), name: z.string().optional(), createdAt: z.string() })),
})

export const DealsQuery = PageQuery.extend({
  q: Words.optional(),
  status: DealStatus.optional(),
  partnerId: Id.optional(),
  stuck: Flag.optional(),
})
export const DealList = List(DealItem)
export const DealId = z.strictObject({ dealId: Id })

/** The deal's own facts as the log has them, newest first. */
export const DealHistory = z.strictObject({
  items: z.array(z.strictObject({ type: z.string(), occurredAt: z.string(), recordedAt: z.string(), data: z.record(z.string(), z.unknown()) })),
})
export type DealHistory = z.output<typeof DealHistory>

const Amount = z.strictObject(Money.shape)
export const Winning = z.strictObject({ amount: Amount.refine(({ minor }) => minor >= 0n, 'an amount is not negative') })
export const Losing = z.strictObject({ reason: Line(500) })
/** `externalId` is the sender's own id of the refund: the same again is no news. */
export const Refund = z.strictObject({
  amount: Amount.refine(({ minor }) => minor > 0n, 'a refund is more than nothing'),
  externalId: Line(120),
})
