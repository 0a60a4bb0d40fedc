import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { basisPoints, digitsOf, Money, Percent } from './index.ts'

const roundTrip = (minor: bigint) => z.decode(Money, JSON.parse(JSON.stringify(z.encode(Money, { minor, currency: 'RUB' })))).minor

test('money survives the wire to the last minor unit, however large', () =>
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 29n), max: 10n ** 29n }), (minor) => roundTrip(minor) === minor)))

test('beyond what a float can hold', () => expect(roundTrip(9_007_199_254_740_993n)).toBe(9_007_199_254_740_993n))

test('money in code is a bigint', () => {
  expect(typeof z.decode(Money, { minor: '125000', currency: 'RUB' }).minor).toBe('bigint')
  expect(z.encode(Money, { minor: 125000n, currency: 'RUB' })).toEqual({ minor: '125000', currency: 'RUB' })
})

for (const minor of [1250.5, 1250, '12.5', '1e3', '', ' 1', '+1', '01', '-', '-0', '٣', null, 'NaN'])
  test(`${JSON.stringify(minor)} is no amount on the wire`, () => expect(Money.safeDecode({ minor, currency: 'RUB' } as never).success).toBe(false))
for (const minor of [1250.5, 1250, Number.NaN])
  test(`${minor} is no amount in code`, () => expect(Money.safeEncode({ minor, currency: 'RUB' } as never).success).toBe(false))

test.each([
  ['RUB', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['ZZZ', undefined],
  ['rub', undefined],
])('%s has %s digits after the point', (currency, digits) => expect(digitsOf(currency)).toBe(digits))

test('a percentage is a whole number of basis points', () => {
  expect(['0', '7.5', '7.05', '10', '100', '99.99'].map(basisPoints)).toEqual([0n, 750n, 705n, 1000n, 10000n, 9999n])
})
for (const percent of ['100.01', '101', '-1', '7.555', '7,5', '', '.5', '5.'])
  test(`${JSON.stringify(percent)} is no percentage`, () => expect(Percent.safeParse(percent).success).toBe(false))
