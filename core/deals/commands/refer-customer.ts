import { z } from 'zod'
import { type Decide, define, Id, Line, type MessageOf, Prose } from '../../kernel/index.ts'
import { CustomerAttributed, CustomerReferred } from '../events/index.ts'
import { Touch } from '../shapes.ts'
import type { Customer, CustomerEvent } from '../states/customer.ts'

/** How long a click counts for its partner, in days; stated in every attribution, so a later change rewrites nothing. */
export const attributionDays = 30
const dayMs = 86_400_000

export const ReferCustomer = define(
  'deals.ReferCustomer',
  z.object({
    customerId: Id,
    partnerId: Id,
    programmeId: Id,
    source: z.enum(['form', 'manual']),
    name: Line(120),
    phone: Line(40).optional(),
    email: z.email().max(254).optional(),
    company: Line(160).optional(),
    comment: Prose(2000).optional(),
    linkId: Id.optional(),
    clickId: Id.optional(),
    /** Clicks of this visitor in the tenant that could be found, in any order; the named one among them. */
    touches: z.array(Touch),
    /** The customers who hold this phone or e-mail already, as the reservations say; none with the customer itself. */
    known: z.array(z.object({ customerId: Id, partnerId: Id })),
    nameKeys: z.array(z.string()),
    suspicious: z.boolean(),
  }),
)
type Command = MessageOf<typeof ReferCustomer>

/** By event time, a tie by place in the log, so that the order in which they were found decides nothing (money.md 14). */
const laterFirst = (one: Touch, other: Touch) =>
  Date.parse(other.occurredAt) - Date.parse(one.occurredAt) ||
  Number(BigInt(other.revision) - BigInt(one.revision)) ||
  (one.stream < other.stream ? -1 : 1)

/** A click exactly at the window's edge still counts. */
const within = ({ data, meta }: Command): readonly Touch[] =>
  data.touches
    .filter(({ occurredAt }) => {
      const age = Date.parse(meta.occurredAt) - Date.parse(occurredAt)
      return age >= 0 && age <= attributionDays * dayMs
    })
    .toSorted(laterFirst)

/** The form of a partner's link counts for that partner; of their clicks the named one decides, or else the last. */
const attribution = (command: Command) => {
  const { customerId, partnerId, source, linkId, clickId } = command.data
  const touches = within(command)
  const own = touches.filter((touch) => touch.partnerId === partnerId)
  const click = own.find((touch) => touch.clickId === clickId) ?? own[0]
  const rule = click ? ('last-click' as const) : source === 'manual' ? ('manual' as const) : ('link' as const)
  const otherTouches = touches.filter((touch) => touch.clickId !== click?.clickId)
  return { customerId, partnerId, rule, windowDays: attributionDays, linkId: click?.linkId ?? linkId, ...(click && { click }), otherTouches }
}

/** The fact and its attribution in one append. The first of those who hold the phone or e-mail is the original; the same customer again is no news. */
export const referCustomer: Decide<Command, Customer, CustomerEvent> = (command, state) => {
  if (state.status !== 'none') return []
  const { data, meta } = command
  const { touches: _, known, ...customer } = data
  const original = known.find(({ partnerId }) => partnerId !== data.partnerId) ?? known[0]
  const duplicate = original && {
    duplicateOf: original.customerId,
    ...(original.partnerId !== data.partnerId && { duplicateOfPartnerId: original.partnerId }),
  }
  return [CustomerReferred({ ...customer, ...duplicate }, meta), CustomerAttributed(attribution(command), meta)]
}
