import type { Explanation } from '@kontor/gateways/http/rewards/contract'
import { createI18n } from 'vue-i18n'
import { russianForm } from '../app/language.ts'
import { messagesOf } from '../app/messages.ts'
import type { Lang } from '../kit/format/index.ts'
import type { Speech } from './speech.ts'
import { words as en } from './words/en.ts'
import { words as ru } from './words/ru.ts'

/** The words as the page speaks them, at noon of 21 November 2026. */
export const speaking = (lang: Lang): Speech => {
  const i18n = createI18n({ legacy: false, locale: lang as string, messages: {}, pluralRules: { ru: russianForm } })
  i18n.global.mergeLocaleMessage(lang, { rewards: messagesOf(lang === 'ru' ? ru : en) })
  return { t: (key, values = {}, plural = 1) => i18n.global.t(key, values, plural), lang, now: new Date('2026-11-21T12:00:00.000Z') }
}

/** With ordinary spaces, for the reader of a test. */
export const plain = (text: string) => text.replaceAll('\u00a0', ' ')

const rub = (minor: string) => ({ minor, currency: 'RUB' })
const account = 'a'.repeat(32)
export const rewardId = account + 'b'.repeat(32)

const step = (
  event: string,
  position: string,
  occurredAt: string,
  data: Record<string, unknown>,
  recordedAt = occurredAt,
): Explanation['steps'][number] => ({
  event,
  stream: `${event.split('.')[0]}-demo`,
  revision: '0',
  position,
  occurredAt,
  recordedAt,
  data,
})

/** The deal of ui.md S35: 12,345.00 at 10 %. */
export const romashka: Explanation = {
  rewardId,
  amount: rub('123450'),
  status: 'available',
  sentence: [
    { part: 'rate', percent: '10' },
    { part: 'base', word: 'deal-amount', amount: rub('1234500') },
    { part: 'result', amount: rub('123450') },
  ],
  steps: [
    step('links.ClickRecorded', '1', '2026-10-03T08:20:00.000Z', { code: 'rem7rem7rem7', refererHost: 't.me', device: 'phone' }),
    step('deals.CustomerReferred', '2', '2026-10-03T08:24:00.000Z', { source: 'form' }),
    step('deals.CustomerAttributed', '3', '2026-10-03T08:24:00.000Z', {
      partnerId: account,
      rule: 'last-click',
      windowDays: 30,
      otherTouches: [{ partnerId: 'other', occurredAt: '2026-09-12T08:00:00.000Z' }],
    }),
    step('deals.DealWon', '4', '2026-11-03T11:02:00.000Z', { amount: rub('1234500') }, '2026-11-03T11:05:00.000Z'),
    step('rewards.RewardAccrued', '5', '2026-11-03T11:02:00.000Z', { amount: rub('123450') }),
  ],
  terms: {
    version: 3,
    rule: {
      percent: '10',
      personal: false,
      holdDays: 14,
      minimumPayout: rub('100000'),
      base: 'deal-amount',
      attribution: 'last-click',
      windowDays: 30,
    },
  },
  arithmetic: [
    { op: 'base', in: ['1234500'], out: '1234500' },
    { op: 'times-bp', in: ['1234500', '1000'], out: '123450' },
    { op: 'round', in: ['123450', 'half-away-from-zero'], out: '123450' },
  ],
  ledger: [
    {
      at: '2026-11-03T11:02:00.000Z',
      event: 'rewards.RewardAccrued',
      lines: [
        { ledger: 'programme', minor: '-123450' },
        { ledger: 'held', minor: '123450' },
      ],
    },
    {
      at: '2026-11-17T11:02:00.000Z',
      event: 'rewards.RewardReleased',
      lines: [
        { ledger: 'held', minor: '-123450' },
        { ledger: 'available', minor: '123450' },
      ],
    },
  ],
}
