import type { Explanation } from '@kontor/gateways/http/rewards/contract'
import { expect, test } from 'vitest'
import { factOf } from './step-facts.ts'
import { plain, romashka, speaking } from './testing.ts'

const rub = (minor: string) => ({ minor, currency: 'RUB' })
const at = '2026-11-03T11:02:00.000Z'
const told = (event: string, data: Record<string, unknown>, lang: 'ru' | 'en' = 'en') => {
  const { title, text } = factOf({ event, occurredAt: at, recordedAt: at, data }, speaking(lang))
  return plain(`${title}: ${text}`)
}
const of = (step: Explanation['steps'][number] | undefined, lang: 'ru' | 'en') => {
  if (!step) throw new Error('no such step')
  return factOf(step, speaking(lang))
}
const reversed = {
  change: rub('-50000'),
  base: rub('734500'),
  cause: { kind: 'refunded', refund: rub('500000') },
  arithmetic: [{ op: 'round', in: [], out: '73450' }],
}

test.each([
  [0, 'Клик: ссылка rem7rem7rem7, t.me, телефон'],
  [1, 'Клиент: отправка формы'],
  [2, 'Закрепление: последний клик за 30 дней; ещё 1 касание: 12 сен'],
  [3, 'Выиграна: 12 345,00 ₽'],
  [4, 'Начислено: 1 234,50 ₽'],
])('step %s of the chain', (index, text) => {
  const fact = of(romashka.steps[index], 'ru')
  expect(plain(`${fact.title}: ${fact.text}`)).toBe(text)
})
test('that we learned of it more than a minute later is said, and less is not', () => {
  expect(of(romashka.steps[3], 'en').learned).toMatch(/^3\u00a0Nov, \d\d:05$/)
  expect(of(romashka.steps[0], 'en').learned).toBeUndefined()
})
test('what accrues says until when it is held, unless it is not held at all', () => {
  expect(told('rewards.RewardAccrued', { amount: rub('123450'), heldUntil: '2026-11-17T11:02:00.000Z' })).toMatch(
    /^Accrued: 1,234\.50 ₽, held until 17 Nov, \d\d:02$/,
  )
  expect(told('rewards.RewardAccrued', { amount: rub('123450'), heldUntil: at })).toBe('Accrued: 1,234.50 ₽')
})
test('a refund says what is earned so far and by how much the row moved', () => {
  expect(told('rewards.RewardReversed', reversed)).toBe('Claw-back: Refund of 5,000.00 ₽ → earned so far 734.50 ₽ (of 7,345.00 ₽) → change −500.00 ₽')
})
test('a row of its own goes into the next payout', () => {
  expect(told('rewards.RewardReversed', { ...reversed, lineId: 'l' })).toContain('line −500.00 ₽, goes into the next payout')
})
test('a reward that grew says why', () => {
  expect(told('rewards.RewardAdjusted', { ...reversed, change: rub('1000'), cause: { kind: 'amended' } }, 'ru')).toContain(
    'Сумма сделки изменилась → ',
  )
})
test('an attribution by hand knows no touches', () =>
  expect(told('deals.CustomerAttributed', { rule: 'manual' })).toBe('Attribution: whoever added the customer'))
test('an event nobody has words for goes by its name', () => expect(told('deals.SomethingNew', {})).toBe('deals.SomethingNew: '))
test('data that is not what was expected is left out, and the step is told', () => {
  expect(told('deals.DealWon', { amount: 'much' })).toBe('Won: –')
  expect(told('links.ClickRecorded', {})).toBe('Click: ')
})
