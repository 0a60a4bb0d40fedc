import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountOf } from './amount.ts'

test.each([
  ['12345', 'RUB', 1_234_500n],
  ['12345.6', 'RUB', 1_234_560n],
  ['1000000.00', 'RUB', 100_000_000n],
  ['0', 'RUB', 0n],
  ['0.10', 'EUR', 10n],
  ['1000.00', 'JPY', 1000n],
  ['1.234', 'KWD', 1234n],
  ['99999999999999999.99', 'RUB', 9_999_999_999_999_999_999n],
])('%s %s', (sum, currency, minor) => expect(amountOf(sum, currency)).toEqual({ minor, currency }))

test.each([
  ['0.005', 'RUB'],
  ['10.5', 'JPY'],
  ['-1', 'RUB'],
  ['1e21', 'RUB'],
  ['', 'RUB'],
  ['12,50', 'RUB'],
  ['1', ''],
  ['1', 'rub'],
  ['NaN', 'RUB'],
])('“%s” %s is no whole number of minor units', (sum, currency) => expect(amountOf(sum, currency)).toBeUndefined())

test('whatever the sum, writing it out again gives the same text', () =>
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (minor) => {
      const text = minor.toString().padStart(3, '0')
      expect(amountOf(`${text.slice(0, -2)}.${text.slice(-2)}`, 'RUB')?.minor).toBe(minor)
    }),
  ))
