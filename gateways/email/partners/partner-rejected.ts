import { PartnerRejected } from '@kontor/core/partners'
import { type EmailDeps, partnerLetter } from './partner-letter.ts'

/** The operator's own words are the letter. */
export const partnerRejected = (deps: EmailDeps) =>
  partnerLetter(deps, {
    name: 'email.partner-rejected',
    on: PartnerRejected,
    words: {
      ru: ({ event: { reason }, applicant: { programme } }) => ({
        subject: `Заявка в программу «${programme}» отклонена`,
        paragraphs: [`Ваша заявка в программу «${programme}» отклонена. Причина:`, reason],
      }),
      en: ({ event: { reason }, applicant: { programme } }) => ({
        subject: `Your application to “${programme}” was rejected`,
        paragraphs: [`Your application to the programme “${programme}” was rejected. The reason:`, reason],
      }),
    },
  })
