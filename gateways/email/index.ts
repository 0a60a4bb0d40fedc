import type { Effect } from '../kernel/index.ts'
import { applicationReceived } from './partners/application-received.ts'
import { partnerApproved } from './partners/partner-approved.ts'
import { partnerDeactivated } from './partners/partner-deactivated.ts'
import type { EmailDeps } from './partners/partner-letter.ts'
import { partnerRejected } from './partners/partner-rejected.ts'

export type { Letter } from './compose.ts'
export type { EmailDeps } from './partners/partner-letter.ts'
export { type MailTransport, smtpTransport } from './smtp-transport.ts'

/** Every letter that Kontor sends. */
export const emailEffects = (deps: EmailDeps): readonly Effect[] =>
  [applicationReceived, partnerApproved, partnerRejected, partnerDeactivated].map((letter) => letter(deps))
