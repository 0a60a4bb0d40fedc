import type { Language } from '@kontor/core/kernel'
import type { Bitrix24Faults } from './ports.ts'

type Words = {
  readonly title: string
  readonly mail: string
  readonly noMail: string
  readonly to: string
  readonly at: string
  readonly noDeals: string
  readonly search: string
  readonly find: string
  readonly faults: string
  readonly fault: { readonly [F in keyof Bitrix24Faults]: string }
  readonly on: string
  readonly off: string
  readonly win: string
  readonly lose: string
  readonly move: string
  readonly stage: string
  readonly amount: string
  readonly changed: string
}

export const words: Readonly<Record<Language, Words>> = {
  ru: {
    title: 'Песочница',
    mail: 'Письма',
    noMail: 'Писем пока нет. Они появятся здесь, как только Kontor их отправит.',
    to: 'Кому',
    at: 'Когда',
    noDeals: 'Сделок нет. Они появятся здесь, когда партнёр приведёт клиента.',
    search: 'Поиск по названию',
    find: 'Найти',
    faults: 'Сбои',
    fault: {
      double: 'Каждое событие приходит дважды',
      late: 'События опаздывают на три секунды',
      lose: 'События теряются',
      busy: 'Ответ 503: слишком много запросов',
      overTime: 'Ответ 429: исчерпано время метода',
      silent: 'Сделано, но соединение закрыто без ответа',
    },
    on: 'включён',
    off: 'выключен',
    win: 'Выиграть',
    lose: 'Проиграть',
    move: 'Переместить',
    stage: 'Стадия',
    amount: 'Сумма',
    changed: 'Изменена',
  },
  en: {
    title: 'Sandbox',
    mail: 'Letters',
    noMail: 'No letters yet. They appear here as soon as Kontor sends them.',
    to: 'To',
    at: 'When',
    noDeals: 'No deals. They appear here when a partner brings a customer.',
    search: 'Search by title',
    find: 'Find',
    faults: 'Faults',
    fault: {
      double: 'Each event comes twice',
      late: 'Events come three seconds late',
      lose: 'Events are lost',
      busy: 'Answer 503: too many requests',
      overTime: 'Answer 429: the time of the method is used up',
      silent: 'Done, but the connection is closed without an answer',
    },
    on: 'on',
    off: 'off',
    win: 'Win',
    lose: 'Lose',
    move: 'Move',
    stage: 'Stage',
    amount: 'Amount',
    changed: 'Changed',
  },
}
