import { expect, test } from 'vitest'
import { z } from 'zod'
import { Entries, move } from './index.ts'

test('what leaves one ledger arrives in another', () =>
  expect(move('programme', 'held', 125n)).toEqual([
    { ledger: 'programme', minor: -125n },
    { ledger: 'held', minor: 125n },
  ]))
test('a negative sum goes the other way', () => expect(move('programme', 'available', -1n)).toContainEqual({ ledger: 'programme', minor: 1n }))
test('nothing leaves no line', () => expect(move('held', 'available', 0n)).toEqual([]))
test('lines out of balance are neither written nor read', () => {
  expect(Entries.safeEncode([{ ledger: 'held', minor: 1n }]).success).toBe(false)
  expect(Entries.safeDecode([{ ledger: 'held', minor: '1' }]).success).toBe(false)
})
test('a line goes to a ledger that exists', () =>
  expect(
    Entries.safeDecode([
      { ledger: 'till', minor: '1' },
      { ledger: 'held', minor: '-1' },
    ] as never).success,
  ).toBe(false))
test('lines are kept as text, to the last minor unit', () => {
  const stored = z.encode(Entries, move('held', 'available', 9_007_199_254_740_993n))
  expect(JSON.parse(JSON.stringify(stored))).toContainEqual({ ledger: 'available', minor: '9007199254740993' })
})
