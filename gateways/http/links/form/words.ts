import type { Language } from '@kontor/core/kernel'

type Field = 'name' | 'phone' | 'email' | 'company' | 'comment' | 'consent'

export type Words = {
  readonly title: string
  readonly intro: (tenant: string) => string
  readonly fields: Readonly<Record<Field, string>>
  readonly optional: string
  readonly either: string
  readonly send: string
  /** What consent is given to, to be read before the box is ticked. */
  readonly policy: { readonly title: string; readonly text: (tenant: string) => string }
  readonly errors: { readonly title: string; readonly missing: string; readonly long: string; readonly wrong: string }
  readonly contactMissing: string
  readonly nameMissing: string
  readonly emailWrong: string
  readonly consentMissing: string
  readonly notSent: string
  readonly tooMany: string
  readonly thanks: { readonly title: string; readonly next: (tenant: string) => string; readonly done: string }
  /** The other language, in its own words. */
  readonly other: { readonly language: Language; readonly name: string }
}

const ru: Words = {
  title: 'Оставьте заявку',
  intro: (tenant) => `Напишите, как с вами связаться. Ответит ${tenant}.`,
  fields: {
    name: 'Имя',
    phone: 'Телефон',
    email: 'Почта',
    company: 'Компания',
    comment: 'Комментарий',
    consent: 'Согласен на обработку моих данных',
  },
  optional: 'необязательно',
  either: 'Достаточно телефона или почты.',
  send: 'Отправить',
  policy: {
    title: 'На что я соглашаюсь',
    text: (tenant) =>
      `${tenant} получит то, что вы здесь напишете, и использует это только для ответа на заявку. Партнёр, по ссылке которого вы пришли, увидит, что заявка есть. Согласие можно отозвать в любой момент: напишите ${tenant}, и данные будут удалены.`,
  },
  errors: { title: 'Заявка не отправлена. Проверьте поля:', missing: 'Заполните это поле', long: 'Слишком длинно', wrong: 'Проверьте это поле' },
  contactMissing: 'Нужен телефон или почта',
  nameMissing: 'Напишите, как к вам обращаться',
  emailWrong: 'Похоже, в адресе опечатка: нужен вид name@example.com',
  consentMissing: 'Без согласия мы не можем принять заявку',
  notSent: 'Сейчас не получилось отправить. Всё, что вы написали, осталось: подождите немного и нажмите «Отправить» ещё раз.',
  tooMany: 'С вашего адреса отправлено слишком много заявок. Вернитесь назад и попробуйте через минуту.',
  thanks: {
    title: 'Спасибо, заявка отправлена',
    next: (tenant) => `${tenant} свяжется с вами по телефону или почте, которые вы указали.`,
    done: 'Больше ничего делать не нужно, страницу можно закрыть.',
  },
  other: { language: 'en', name: 'English' },
}

const en: Words = {
  title: 'Leave a request',
  intro: (tenant) => `Tell us how to reach you. ${tenant} will answer.`,
  fields: { name: 'Name', phone: 'Phone', email: 'E-mail', company: 'Company', comment: 'Comment', consent: 'I agree to the use of my data' },
  optional: 'optional',
  either: 'A phone number or an e-mail is enough.',
  send: 'Send',
  policy: {
    title: 'What I agree to',
    text: (tenant) =>
      `${tenant} receives what you write here and uses it only to answer your request. The partner whose link brought you sees that there is a request. You can take your consent back at any time: write to ${tenant}, and the data is erased.`,
  },
  errors: { title: 'The request was not sent. Please check:', missing: 'Fill in this field', long: 'Too long', wrong: 'Check this field' },
  contactMissing: 'A phone number or an e-mail is needed',
  nameMissing: 'Tell us your name',
  emailWrong: 'There seems to be a slip in the address: it should look like name@example.com',
  consentMissing: 'Without your consent we cannot take the request',
  notSent: 'It could not be sent just now. All you wrote is still here: wait a moment and press “Send” again.',
  tooMany: 'Too many requests came from your address. Go back and try again in a minute.',
  thanks: {
    title: 'Thank you, your request was sent',
    next: (tenant) => `${tenant} will contact you by the phone number or e-mail you gave.`,
    done: 'There is nothing more to do; you can close this page.',
  },
  other: { language: 'ru', name: 'Русский' },
}

export const wordsOf: Readonly<Record<Language, Words>> = { ru, en }
