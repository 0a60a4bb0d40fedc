import { ErasePerson, MembershipAdded, PersonErased, persons, users } from '@kontor/core/identity'
import { type EventLog, type Execute, type MessageOf, platformTenant, streamOf } from '@kontor/core/kernel'
import { done, type Effect, effect } from '../../kernel/index.ts'

export type ForgetDeps = {
  readonly execute: Execute
  readonly log: Pick<EventLog, 'read'>
  /** Password hashes; removing what is not there is no error. */
  readonly vault: { readonly remove: (userId: string) => Promise<void> }
}

type Membership = MessageOf<typeof MembershipAdded>['data']

const partnershipsOf = async (log: ForgetDeps['log'], userId: string): Promise<readonly { tenantId: string; partnerId: string }[]> => {
  const { events } = await log.read(streamOf(users.category, platformTenant, userId))
  const memberships = events.filter(({ type }) => type === MembershipAdded.type).map(({ data }) => data as Membership)
  return memberships.flatMap(({ tenantId, partnerId }) => (partnerId ? [{ tenantId, partnerId }] : []))
}

/** Erasing the user takes all: the password, and the person in every tenant where they are a partner (design.md §3). */
export const forgetUser = ({ execute, log, vault }: ForgetDeps): Effect =>
  effect({
    name: 'privacy.forget-user',
    on: [PersonErased],
    concerns: ({ data }) => data.kind === 'user',
    orderKey: ({ data }) => `user.${data.personId}`,
    repeatSafe: 'yes',
    attempt: async ({ data: { personId } }, { meta }) => {
      await vault.remove(personId)
      for (const { tenantId, partnerId } of await partnershipsOf(log, personId)) {
        await execute(persons, partnerId, ErasePerson({ personId: partnerId, kind: 'partner' }, meta(tenantId, partnerId)))
      }
      return done
    },
  })
