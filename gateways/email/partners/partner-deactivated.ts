import { PartnerDeactivated } from '@kontor/core/partners'
import { type EmailDeps, partnerLetter } from './partner-letter.ts'

/** The door is shut; what was earned stays (core: PartnerDeactivated). */
export const partnerDeactivated = (deps: EmailDeps) =>
  partnerLetter(deps, {
    name: 'email.partner-deactivated',
    on: PartnerDeactivated,
    words: {
      ru: ({ applicant: { programme } }) => ({
        subject: `Доступ к программе «${programme}» закрыт`,
        paragraphs: [`Организация закрыла ваш доступ к программе «${programme}», войти больше нельзя. Заработанное остаётся вашим.`],
      }),
      en: ({ applicant: { programme } }) => ({
        subject: `Your access to “${programme}” is closed`,
        paragraphs: [
          `The organisation closed your access to the programme “${programme}”; signing in is no longer possible. What you earned stays yours.`,
        ],
      }),
    },
  })
