import { PartnerApproved } from '@kontor/core/partners'
import { type EmailDeps, partnerLetter } from './partner-letter.ts'

/** You are in, and here is the door. */
export const partnerApproved = (deps: EmailDeps) =>
  partnerLetter(deps, {
    name: 'email.partner-approved',
    on: PartnerApproved,
    words: {
      ru: ({ applicant: { programme }, publicUrl }) => ({
        subject: `Вы партнёр программы «${programme}»`,
        paragraphs: [`Ваша заявка в программу «${programme}» одобрена. Входите с паролем, который у вас есть.`],
        link: { label: 'Войти', url: `${publicUrl}/login` },
      }),
      en: ({ applicant: { programme }, publicUrl }) => ({
        subject: `You are a partner of “${programme}”`,
        paragraphs: [`Your application to the programme “${programme}” was approved. Sign in with the password you have.`],
        link: { label: 'Sign in', url: `${publicUrl}/login` },
      }),
    },
  })
