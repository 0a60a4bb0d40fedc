import { Refused } from '@kontor/core/kernel'
import { expect, test } from 'vitest'
import { attemptLimit, backOff } from './back-off.ts'
import { outcomeOfError, reasonOf, settlementOf } from './settlement.ts'

const at = { now: Date.parse('2026-01-01T00:00:00.000Z'), random: () => 0 }
const first = { attempts: 1, repeatSafe: 'no' } as const
const last = { attempts: attemptLimit, repeatSafe: 'no' } as const

test('the wait grows fourfold from a second to an hour', () =>
  expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => backOff(attempt, () => 0))).toEqual([1_000, 4_000, 16_000, 64_000, 256_000, 1_024_000, 3_600_000]))
test('jitter takes off up to half and adds nothing', () => expect([0, 0.5, 1].map((r) => backOff(1, () => r))).toEqual([1_000, 750, 500]))

test('done is done', () => expect(settlementOf(first, { is: 'done' }, at)).toEqual({ state: 'done' }))
test('a retry waits and is counted', () =>
  expect(settlementOf(first, { is: 'retry', reason: '451' }, at)).toEqual({
    state: 'ready',
    notBefore: '2026-01-01T00:00:01.000Z',
    reason: '451',
    counted: true,
  }))
test("a provider's own moment costs no attempt, however often it is named", () =>
  expect(settlementOf(last, { is: 'retry', reason: 'flood', notBefore: '2026-01-02T00:00:00.000Z' }, at)).toEqual({
    state: 'ready',
    notBefore: '2026-01-02T00:00:00.000Z',
    reason: 'flood',
    counted: false,
  }))
test('the eighth attempt is the last', () =>
  expect(settlementOf(last, { is: 'retry', reason: '451' }, at)).toEqual({ state: 'parked', reason: 'given up after 8 attempts: 451' }))
test('parked at once when a repeat helps nobody', () =>
  expect(settlementOf(first, { is: 'parked', reason: '550' }, at)).toEqual({ state: 'parked', reason: '550' }))
test.each(['no', 'lookup'] as const)('unknown is never repeated blindly: %s', (repeatSafe) =>
  expect(settlementOf({ ...first, repeatSafe }, { is: 'unknown', detail: 'cut' }, at)).toEqual({ state: 'parked', reason: 'outcome unknown: cut' }),
)
test('unknown is repeated where that is safe, and counted', () =>
  expect(settlementOf({ ...first, repeatSafe: 'yes' }, { is: 'unknown', detail: 'cut' }, at)).toMatchObject({ state: 'ready', counted: true }))

test('a thrown error may have left bytes behind', () =>
  expect(outcomeOfError(new Error('boom'), 'no')).toEqual({ is: 'unknown', detail: 'Error: boom' }))
test('a thrown error is tried again where that is safe', () =>
  expect(outcomeOfError(new Error('boom'), 'yes')).toEqual({ is: 'retry', reason: 'Error: boom' }))
test('a refusal is final', () =>
  expect(outcomeOfError(new Refused('partner.gone'), 'yes')).toEqual({ is: 'parked', reason: 'refused: partner.gone' }))
test('a reason names no address', () => expect(reasonOf(new Error('no such user <ann@example.test> here'))).toBe('Error: no such user … here'))
