import type { EventLog, MessageOf } from '@kontor/core/kernel'
import type { PartnerApproved, PartnerDeactivated, PartnerRegistered, PartnerRejected } from '@kontor/core/partners'
import { type Attempt, done, type Effect, effect } from '../../kernel/index.ts'
import { compose } from '../compose.ts'
import type { MailTransport } from '../smtp-transport.ts'
import type { InBoth } from '../words.ts'
import { type Applicant, applicantOf } from './applicant.ts'

export type EmailDeps = {
  readonly log: Pick<EventLog, 'read'>
  readonly transport: MailTransport
  /** Where people open Kontor, without a slash at its end. */
  readonly publicUrl: string
}

type Telling = typeof PartnerRegistered | typeof PartnerApproved | typeof PartnerRejected | typeof PartnerDeactivated
type LetterOf<F extends Telling> = {
  readonly name: `email.${string}`
  readonly on: F
  readonly words: InBoth<{ readonly event: MessageOf<F>['data']; readonly applicant: Applicant; readonly publicUrl: string }>
}

/**
 * A letter to a partner because of an event in the partner's stream. Repeat-safe by decision (ADR 0015): a letter sent twice bears one Message-ID, and two
 * letters harm less than none.
 */
export const partnerLetter = <F extends Telling>({ log, transport, publicUrl }: EmailDeps, { name, on, words }: LetterOf<F>): Effect =>
  effect<Telling>({
    name,
    on: [on],
    orderKey: ({ data }) => data.partnerId,
    repeatSafe: 'yes',
    attempt: async ({ data, meta }, { workItemId, signal }: Attempt) => {
      const applicant = await applicantOf(log, meta.tenantId, data.partnerId)
      if (!applicant) return done
      const said = words[applicant.language]({ event: data as MessageOf<F>['data'], applicant, publicUrl })
      return transport.send(compose(workItemId, applicant, said), signal)
    },
  })
