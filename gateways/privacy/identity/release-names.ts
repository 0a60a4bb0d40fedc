import { type CustomerReferred, customers } from '@kontor/core/deals'
import { PersonErased, type UserRegistered, users } from '@kontor/core/identity'
import { type EventLog, type Execute, type Message, type MessageOf, platformTenant, streamOf } from '@kontor/core/kernel'
import { type PartnerRegistered, partners } from '@kontor/core/partners'
import { Release, reservations } from '@kontor/core/reservations'
import { done, type Effect, effect } from '../../kernel/index.ts'

export type ReleaseDeps = { readonly execute: Execute; readonly log: Pick<EventLog, 'read'> }

type Erased = MessageOf<typeof PersonErased>['data']
type Name = { readonly tenantId: string; readonly key: string }

const categories = { partner: partners.category, user: users.category, customer: customers.category } as const

/** The keyed hashes of what somebody held stand in the event that began them, in the clear. */
const namesIn = (event: MessageOf<typeof PartnerRegistered | typeof UserRegistered | typeof CustomerReferred>): readonly Name[] => {
  const { tenantId } = event.meta
  switch (event.type) {
    case 'partners.PartnerRegistered':
      return [{ tenantId, key: event.data.applicationKey }]
    case 'identity.UserRegistered':
      return [{ tenantId: platformTenant, key: event.data.emailKey }]
    case 'deals.CustomerReferred':
      return event.data.nameKeys.map((key) => ({ tenantId, key }))
    default:
      return []
  }
}

/** A partner held "this e-mail in this programme", a user the e-mail itself, a customer their phone and e-mail within the tenant. */
const namesOf = async ({ log }: ReleaseDeps, { kind, personId }: Erased, tenantId: string): Promise<readonly Name[]> => {
  const { events } = await log.read(streamOf(categories[kind], tenantId, personId))
  return (events as readonly Message[] as readonly Parameters<typeof namesIn>[0][]).flatMap(namesIn)
}

/** Who was erased may come back as somebody new, so the names are free again (design.md §4, Uniqueness). A name that another holds stays theirs. */
export const releaseNames = (deps: ReleaseDeps): Effect =>
  effect({
    name: 'privacy.release-names',
    on: [PersonErased],
    orderKey: ({ data }) => `names.${data.personId}`,
    repeatSafe: 'yes',
    attempt: async ({ data, meta }, attempt) => {
      for (const { tenantId, key } of await namesOf(deps, data, meta.tenantId))
        await deps.execute(reservations, key, Release({ by: data.personId }, attempt.meta(tenantId, key)))
      return done
    },
  })
