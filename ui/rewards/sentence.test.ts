import type { SentencePart } from '@kontor/gateways/http/rewards/contract'
import { expect, test } from 'vitest'
import { sentenceOf } from './sentence.ts'
import { plain, romashka, speaking } from './testing.ts'

const rub = (minor: string) => ({ minor, currency: 'RUB' })
const said = (parts: readonly SentencePart[], lang: 'ru' | 'en') => plain(sentenceOf(parts, speaking(lang)))
const corrected: readonly SentencePart[] = [
  { part: 'rate', percent: '10' },
  { part: 'base', word: 'deal-amount', amount: rub('734500') },
  { part: 'refunded', amount: rub('500000') },
  { part: 'posted', amount: rub('123450') },
  { part: 'result', amount: rub('-50000') },
]

test('the base has its word in both languages', () => {
  expect(said(romashka.sentence, 'ru')).toBe('10 % от суммы сделки 12 345,00 ₽ = 1 234,50 ₽')
  expect(said(romashka.sentence, 'en')).toBe('10 % of the deal amount 12,345.00 ₽ = 1,234.50 ₽')
})
test('a row that corrects another says what was given back and what is accrued already', () => {
  expect(said(corrected, 'ru')).toBe('10 % от суммы сделки 7 345,00 ₽ (за вычетом возврата 5 000,00 ₽), минус уже начисленное 1 234,50 ₽ = −500,00 ₽')
  expect(said(corrected, 'en')).toBe('10 % of the deal amount 7,345.00 ₽ (after a refund of 5,000.00 ₽), less 1,234.50 ₽ accrued already = −500.00 ₽')
})
test('what is nothing is not said', () => {
  const parts = romashka.sentence.concat({ part: 'refunded', amount: rub('0') })
  expect(said(parts, 'en')).toBe('10 % of the deal amount 12,345.00 ₽ = 1,234.50 ₽')
})
test('a sentence without its base is none', () => expect(said([{ part: 'rate', percent: '10' }], 'en')).toBe(''))
