import { PartnerRegistered } from '@kontor/core/partners'
import { type EmailDeps, partnerLetter } from './partner-letter.ts'

/** The application has arrived. Whoever applied under an address that has an account learns of it in the letter and nowhere else. */
export const applicationReceived = (deps: EmailDeps) =>
  partnerLetter(deps, {
    name: 'email.application-received',
    on: PartnerRegistered,
    words: {
      ru: ({ applicant: { programme, knownAccount } }) => ({
        subject: `Заявка в программу «${programme}» получена`,
        paragraphs: [
          `Ваша заявка в программу «${programme}» получена. Когда её рассмотрят, мы напишем на этот адрес.`,
          knownAccount
            ? 'У вас уже есть учётная запись с этим адресом, её пароль не изменён. Входите с прежним паролем.'
            : 'Если заявку подали не вы, ничего делать не нужно: без пароля из заявки войти нельзя.',
        ],
      }),
      en: ({ applicant: { programme, knownAccount } }) => ({
        subject: `Your application to “${programme}” has arrived`,
        paragraphs: [
          `Your application to the programme “${programme}” has arrived. We will write to this address once it is decided.`,
          knownAccount
            ? 'You already have an account here; your password has not been changed. Sign in with the password you had.'
            : 'If you did not apply, there is nothing to do: nobody can sign in without the password given in the application.',
        ],
      }),
    },
  })
