import { PersonErased, UserRegistered, users } from '@kontor/core/identity'
import { type EventLog, type Execute, type MessageOf, platformTenant, streamOf } from '@kontor/core/kernel'
import { PartnerRegistered, partners } from '@kontor/core/partners'
import { Release, reservations } from '@kontor/core/reservations'
import { done, type Effect, effect } from '../../kernel/index.ts'

export type ReleaseDeps = { readonly execute: Execute; readonly log: Pick<EventLog, 'read'> }

type Erased = MessageOf<typeof PersonErased>['data']
type Name = { readonly tenantId: string; readonly key: string }

/** A partner held "this e-mail in this programme", a user the e-mail itself. The keyed hashes of them stand in the event that began the person, in the clear. */
const nameOf = async ({ log }: ReleaseDeps, { kind, personId }: Erased, tenantId: string): Promise<Name | undefined> => {
  const category = kind === 'partner' ? partners.category : users.category
  const { events } = await log.read(streamOf(category, tenantId, personId))
  for (const event of events as unknown as readonly MessageOf<typeof PartnerRegistered | typeof UserRegistered>[]) {
    if (event.type === PartnerRegistered.type) return { tenantId, key: event.data.applicationKey }
    if (event.type === UserRegistered.type) return { tenantId: platformTenant, key: event.data.emailKey }
  }
  return undefined
}

/** Who was erased may come back as somebody new, so the name is free again (design.md §4, Uniqueness). */
export const releaseNames = (deps: ReleaseDeps): Effect =>
  effect({
    name: 'privacy.release-names',
    on: [PersonErased],
    orderKey: ({ data }) => `names.${data.personId}`,
    repeatSafe: 'yes',
    attempt: async ({ data, meta }, attempt) => {
      const name = await nameOf(deps, data, meta.tenantId)
      if (name) await deps.execute(reservations, name.key, Release({ by: data.personId }, attempt.meta(name.tenantId)))
      return done
    },
  })
