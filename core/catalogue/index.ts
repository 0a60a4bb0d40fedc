import { auditEvents, looks } from '../audit/index.ts'
import { crms, customers, deals, dealsEvents, notices } from '../deals/index.ts'
import { identityEvents, persons, sessions, throttles, users } from '../identity/index.ts'
import type { Decider, Definition, Message } from '../kernel/index.ts'
import { links, linksEvents } from '../links/index.ts'
import { partners, partnersEvents, programmes } from '../partners/index.ts'
import { payoutsEvents } from '../payouts/index.ts'
import { reservations, reservationsEvents } from '../reservations/index.ts'
import { rewards, rewardsEvents } from '../rewards/index.ts'
import { tenancyEvents, tenants } from '../tenancy/index.ts'

/** Every event this version of Kontor writes and reads. */
export const allEvents: readonly Definition[] = [
  ...auditEvents,
  ...dealsEvents,
  ...identityEvents,
  ...linksEvents,
  ...partnersEvents,
  ...payoutsEvents,
  ...reservationsEvents,
  ...rewardsEvents,
  ...tenancyEvents,
]

/** How the events of one kind of stream become a state. */
export type Folding = { readonly category: string; readonly initial: () => unknown; readonly evolve: (state: never, event: never) => unknown }
const foldingOf = <C extends Message, S, E extends Message>({ category, initial, evolve }: Decider<C, S, E>): Folding => ({
  category,
  initial,
  evolve,
})

/** The fold of every kind of stream that has one, by its category. Intake streams have none: each of their events stands alone. */
export const allFoldings: ReadonlyMap<string, Folding> = new Map(
  [
    foldingOf(crms),
    foldingOf(customers),
    foldingOf(deals),
    foldingOf(links),
    foldingOf(looks),
    foldingOf(notices),
    foldingOf(partners),
    foldingOf(persons),
    foldingOf(programmes),
    foldingOf(reservations),
    foldingOf(rewards),
    foldingOf(sessions),
    foldingOf(tenants),
    foldingOf(throttles),
    foldingOf(users),
  ].map((folding) => [folding.category, folding]),
)
