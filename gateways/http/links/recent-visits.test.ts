import { expect, test } from 'vitest'
import { recentVisits } from './recent-visits.ts'

test('within ten seconds it is the same press, counted from the first', () => {
  const seen = recentVisits()
  expect([seen('a', 0), seen('a', 6_000), seen('b', 6_000), seen('a', 9_999), seen('a', 10_000), seen('a', 19_999)]).toEqual([
    false,
    true,
    false,
    true,
    false,
    true,
  ])
})

test('a clock that goes back by more makes a new visit', () => {
  const seen = recentVisits()
  expect([seen('a', 100_000), seen('a', 95_000), seen('a', 0)]).toEqual([false, true, false])
})

test('it holds so many and forgets the first', () => {
  const seen = recentVisits(2)
  expect([seen('a', 0), seen('b', 0), seen('c', 0), seen('b', 1), seen('c', 1), seen('a', 1)]).toEqual([false, false, false, true, true, false])
})
