import type { Arithmetic } from '@kontor/gateways/http/rewards/contract'
import { expect, test } from 'vitest'
import { arithmeticRows } from './arithmetic-rows.ts'
import { plain, romashka, speaking } from './testing.ts'

const rows = (steps: Arithmetic, currency = 'RUB') =>
  arithmeticRows(steps, { currency, word: 'deal-amount' }, speaking('en')).map(({ label, operand, result }) =>
    plain([label, operand, result].filter(Boolean).join(' | ')),
  )

test('a row an operation; one that changes nothing is left out', () =>
  expect(rows(romashka.arithmetic)).toEqual(['deal amount | 12,345.00 ₽', '× 10 % | 1,234.50 ₽']))
test('a product is exact to its last digit before it is rounded', () => {
  const steps: Arithmetic = [
    { op: 'base', in: ['12500050'], out: '12500050' },
    { op: 'times-bp', in: ['12500050', '750'], out: '937503.75' },
    { op: 'round', in: ['937503.75', 'half-away-from-zero'], out: '937504' },
  ]
  expect(rows(steps)).toEqual(['deal amount | 125,000.50 ₽', '× 7.5 % | 9,375.0375', 'rounded, to the nearest | 9,375.04 ₽'])
})
test('before the share a refund is taken off, after it what other rows hold', () => {
  const steps: Arithmetic = [
    { op: 'base', in: ['1234500'], out: '1234500' },
    { op: 'minus', in: ['1234500', '500000'], out: '734500' },
    { op: 'times-bp', in: ['734500', '1000'], out: '73450' },
    { op: 'round', in: ['73450', 'half-away-from-zero'], out: '73450' },
    { op: 'minus', in: ['73450', '123450'], out: '-50000' },
  ]
  expect(rows(steps)).toEqual([
    'deal amount | 12,345.00 ₽',
    '− refunded | −5,000.00 ₽ | 7,345.00 ₽',
    '× 10 % | 734.50 ₽',
    '− accrued already | −1,234.50 ₽ | −500.00 ₽',
  ])
})
test('the base is shown even when it is nothing', () => {
  const steps: Arithmetic = [
    { op: 'base', in: ['0'], out: '0' },
    { op: 'times-bp', in: ['0', '1000'], out: '0' },
  ]
  expect(rows(steps)).toEqual(['deal amount | 0.00 ₽', '× 10 % | 0.00 ₽'])
})
test('a currency without small change keeps its digits', () => {
  expect(rows([{ op: 'times-bp', in: ['1001', '750'], out: '75.075' }], 'JPY')).toEqual(['× 7.5 % | 75.075'])
})
