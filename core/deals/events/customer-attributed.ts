import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'
import { Touch } from '../shapes.ts'

/** To whom this customer counts, decided once when they were referred (money.md 2a): the last click within the window, or else whose link or entry it was. */
export const CustomerAttributed = define(
  'deals.CustomerAttributed',
  z.object({
    customerId: Id,
    partnerId: Id,
    rule: z.enum(['last-click', 'link', 'manual']),
    windowDays: z.int(),
    linkId: Id.optional(),
    /** The click that decided, with its place in the log. */
    click: Touch.optional(),
    /** What else this visitor followed within the window, the latest first. */
    otherTouches: z.array(Touch),
  }),
)
