import { PersonErased, RevokeSession, sessions } from '@kontor/core/identity'
import { type Execute, platformTenant, Refused } from '@kontor/core/kernel'
import { PartnerDeactivated } from '@kontor/core/partners'
import { type Attempt, done, type Effect, effect } from '../../kernel/index.ts'

type Family = { readonly familyId: string; readonly userId: string }

export type SessionDeps = {
  readonly execute: Execute
  /** Each ends the open families of refresh tokens and answers whose they were, also those that an earlier attempt of the same work has ended. */
  readonly families: {
    readonly revokeOfPartner: (tenantId: string, partnerId: string) => Promise<readonly Family[]>
    readonly revokeOfUser: (userId: string) => Promise<readonly Family[]>
  }
}

/** Tells the log, a session at a time. One that never was told to have begun need not be told to have ended. */
const tell = async ({ execute }: SessionDeps, { familyId, userId }: Family, reason: 'deactivated' | 'erased', { meta }: Attempt) => {
  try {
    await execute(sessions, familyId, RevokeSession({ familyId, userId, reason }, meta(platformTenant, familyId)))
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'session.not-found')) throw error
  }
}

/** A deactivated partner is signed out everywhere, at once (api.md, Partners). */
export const endSessionsOfDeactivated = (deps: SessionDeps): Effect =>
  effect({
    name: 'sessions.end-of-deactivated',
    on: [PartnerDeactivated],
    orderKey: ({ data }) => data.partnerId,
    repeatSafe: 'yes',
    attempt: async ({ data, meta }, attempt) => {
      const ended = await deps.families.revokeOfPartner(meta.tenantId, data.partnerId)
      for (const family of ended) await tell(deps, family, 'deactivated', attempt)
      return done
    },
  })

/** Nobody stays signed in as someone who was erased. */
export const endSessionsOfErased = (deps: SessionDeps): Effect =>
  effect({
    name: 'sessions.end-of-erased',
    on: [PersonErased],
    orderKey: ({ data }) => data.personId,
    repeatSafe: 'yes',
    attempt: async ({ data: { kind, personId }, meta }, attempt) => {
      const { revokeOfPartner, revokeOfUser } = deps.families
      const ended = await (kind === 'user' ? revokeOfUser(personId) : revokeOfPartner(meta.tenantId, personId))
      for (const family of ended) await tell(deps, family, 'erased', attempt)
      return done
    },
  })
