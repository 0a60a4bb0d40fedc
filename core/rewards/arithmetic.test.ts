import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reckon } from './arithmetic.ts'
import { shareOf } from './index.ts'
import { amountOf } from './testing.ts'

test.each([
  [12_500_050n, 750n, 937_504n],
  [144n, 750n, 11n],
  [-144n, 750n, -11n],
  [1n, 5_000n, 1n],
  [-1n, 5_000n, -1n],
  [1n, 4_999n, 0n],
  [-1n, 4_999n, 0n],
  [0n, 10_000n, 0n],
  [9_007_199_254_740_993n, 10_000n, 9_007_199_254_740_993n],
])('of %s at %s basis points, half away from zero, it is %s', (minor, bp, share) => expect(shareOf(minor, bp)).toBe(share))

test('every step is shown, exactly', () =>
  expect(reckon({ sale: 12_500_050n, refunded: 0n, bp: 750n, elsewhere: 0n }).steps).toEqual([
    { op: 'base', in: ['12500050'], out: '12500050' },
    { op: 'times-bp', in: ['12500050', '750'], out: '937503.75' },
    { op: 'round', in: ['937503.75', 'half-away-from-zero'], out: '937504' },
  ]))
test('what was given back is taken off first, what other rows hold last', () => {
  const { base, earned, amount, steps } = reckon({ sale: 1_000n, refunded: 400n, bp: 1_000n, elsewhere: 100n })
  expect({ base, earned, amount }).toEqual({ base: 600n, earned: 60n, amount: -40n })
  expect(steps.map(({ op }) => op)).toEqual(['base', 'minus', 'times-bp', 'round', 'minus'])
  expect(amountOf(steps)).toBe(-40n)
})
test('a base is never negative', () => expect(reckon({ sale: 100n, refunded: 300n, bp: 1_000n, elsewhere: 0n }).amount).toBe(0n))

const minor = fc.bigInt({ min: 0n, max: 10n ** 24n })
const bp = fc.bigInt({ min: 0n, max: 10_000n })
test('whoever reckons the steps again finds the same amount, without a float between', () =>
  fc.assert(
    fc.property(minor, minor, bp, fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (sale, refunded, share, elsewhere) => {
      const { amount, steps } = reckon({ sale, refunded, bp: share, elsewhere })
      expect(amountOf(JSON.parse(JSON.stringify(steps)))).toBe(amount)
    }),
  ))
test.each([
  ['a wrong result', [{ op: 'base', in: ['5'], out: '6' }]],
  [
    'a gap',
    [
      { op: 'base', in: ['5'], out: '5' },
      { op: 'minus', in: ['6', '1'], out: '5' },
    ],
  ],
  [
    'another rounding',
    [
      { op: 'base', in: ['5'], out: '5' },
      { op: 'round', in: ['5', 'floor'], out: '5' },
    ],
  ],
  ['no end', [{ op: 'base', in: ['0.5'], out: '0.5' }]],
  ['nothing', []],
])('the reckoner in the tests objects to %s', (_, steps) => expect(() => amountOf(steps)).toThrow())
