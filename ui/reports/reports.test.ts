import { describe, expect, test } from 'vitest'
import { lineOf } from './activity-line.ts'
import { owedOf, sameCurrency } from './amounts.ts'
import { nearestOf } from './nearest.ts'
import { standingOf } from './standing.ts'

const rub = (minor: string) => ({ minor, currency: 'RUB' })
const balance = (available: string, held = '0', requested = '0') => ({ currency: 'RUB', available, held, requested, paid: '0' })

describe('may a payout be asked for', () => {
  const minimum = rub('100000')
  test('from the minimum on', () => expect(standingOf(balance('100000'), minimum)).toEqual({ kind: 'ready' }))
  test('below it, with what is missing', () =>
    expect(standingOf(balance('69000'), minimum)).toEqual({ kind: 'below', min: rub('100000'), rest: rub('31000') }))
  test('a minimum of another currency is none', () =>
    expect(standingOf(balance('1'), { minor: '100000', currency: 'USD' })).toEqual({ kind: 'ready' }))
  test('without terms there is no minimum', () => expect(standingOf(balance('1'), undefined)).toEqual({ kind: 'ready' }))
  test('what is held has to wait', () => expect(standingOf(balance('0', '5'), minimum)).toEqual({ kind: 'waits' }))
  test('nothing is nothing', () => expect(standingOf(balance('0'), minimum)).toEqual({ kind: 'nothing' }))
  test('more was taken back than is there', () => expect(standingOf(balance('-500'), minimum)).toEqual({ kind: 'debt' }))
})

describe('sums', () => {
  test('owed is available, held and requested', () => expect(owedOf([balance('100', '20', '3')])).toEqual([rub('123')]))
  test('only the same currency is compared', () => {
    expect(sameCurrency([rub('110'), { minor: '9', currency: 'USD' }], [{ minor: '1', currency: 'USD' }, rub('100')])).toEqual({
      now: 110,
      before: 100,
    })
    expect(sameCurrency([rub('110')], [{ minor: '1', currency: 'USD' }])).toEqual({})
    expect(sameCurrency([], [rub('1')])).toEqual({})
    expect(sameCurrency([rub('1')], undefined)).toEqual({})
  })
})

describe('what becomes available next', () => {
  const held = (heldUntil: string | undefined, minor = '100', reverses?: string) => ({
    amount: rub(minor),
    ...(heldUntil && { heldUntil }),
    ...(reverses && { reverses }),
  })
  test('the earliest', () => expect(nearestOf([held('2026-12-12T00:00:00Z'), held('2026-12-05T00:00:00Z', '7')])?.amount.minor).toBe('7'))
  test('a row that takes back is not waited for', () =>
    expect(nearestOf([held('2026-12-05T00:00:00Z', '-7', 'x'), held('2026-12-12T00:00:00Z')])?.amount.minor).toBe('100'))
  test('nothing is held', () => expect(nearestOf([held(undefined)])).toBeUndefined())
})

describe('a line of what has just happened', () => {
  const at = { occurredAt: '2026-11-21T12:00:00.000Z' }
  test('an operator reads whose it is', () =>
    expect(lineOf({ kind: 'won', ...at, partnerName: 'Anna', dealId: 'd' }, false)).toMatchObject({ sentence: 'wonBy', path: 'deals/d' }))
  test('a partner reads about themselves', () =>
    expect(lineOf({ kind: 'won', ...at, partnerName: 'Anna', dealId: 'd' }, true)).toMatchObject({ sentence: 'won' }))
  test('a reward that takes back is a reversal, in red', () =>
    expect(lineOf({ kind: 'reward', ...at, dealId: 'd', amount: rub('-500') }, true)).toMatchObject({ sentence: 'reversed', tone: 'danger' }))
  test('a payout leads to itself, a customer without a deal to the customers', () => {
    expect(lineOf({ kind: 'payout-paid', ...at, payoutId: 'p' }, true).path).toBe('payouts/p')
    expect(lineOf({ kind: 'customer', ...at }, true).path).toBe('customers')
  })
})
