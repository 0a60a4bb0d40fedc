import { expect, test } from 'vitest'
import { boundsOf, comparedUntil, periodAsked, previousOf } from './period.ts'

const tz = 'Europe/Moscow'
const now = '2026-11-21T21:30:00.000Z'

test('the month to date, as the zone counts days', () => {
  expect(periodAsked({}, tz, now)).toEqual({ from: '2026-11-01', to: '2026-11-23', tz })
  expect(periodAsked({}, 'UTC', now)).toEqual({ from: '2026-11-01', to: '2026-11-22', tz: 'UTC' })
  expect(periodAsked({ to: '2026-06-01' }, tz, now)).toMatchObject({ from: '2026-05-01', to: '2026-06-01' })
  expect(periodAsked({ from: '2026-11-20' }, tz, now)).toMatchObject({ from: '2026-11-20', to: '2026-11-23' })
})

test.each([
  ['empty', { from: '2026-11-02', to: '2026-11-02' }],
  ['backward', { from: '2026-11-03', to: '2026-11-02' }],
  ['of the future alone', { from: '2027-01-01' }],
  ['endless', { from: '1970-01-01', to: '2026-01-01' }],
])('one that is %s is refused', (_, asked) => {
  expect(() => periodAsked(asked, tz, now)).toThrow('period.invalid')
})

test.each([
  ['a month to date', '2026-11-01', '2026-11-22', '2026-10-01', '2026-10-22'],
  ['a whole month', '2026-11-01', '2026-12-01', '2026-10-01', '2026-11-01'],
  ['more days than the month before has', '2026-03-01', '2026-03-31', '2026-02-01', '2026-03-01'],
  ['a quarter to date', '2026-10-01', '2026-11-22', '2026-07-01', '2026-08-22'],
  ['a year to date', '2026-01-01', '2026-11-22', '2025-01-01', '2025-11-22'],
  ['a week', '2026-11-16', '2026-11-22', '2026-11-10', '2026-11-16'],
  ['a day', '2026-11-21', '2026-11-22', '2026-11-20', '2026-11-21'],
])('before %s', (_, from, to, before, until) => {
  expect(previousOf({ from, to, tz })).toEqual({ from: before, to: until, tz })
})

test('an unfinished period is compared with as much of the one before, and a finished one with all of it', () => {
  const november = { from: '2026-11-01', to: '2026-11-22', tz: 'UTC' }
  expect(comparedUntil(november, previousOf(november), '2026-11-21T14:07:00.000Z')).toBe('2026-10-21T14:07:00.000Z')
  const march = { from: '2026-03-01', to: '2026-04-01', tz: 'UTC' }
  expect(comparedUntil(march, previousOf(march), '2026-03-30T12:00:00.000Z')).toBe('2026-03-01T00:00:00.000Z')
  expect(comparedUntil(march, previousOf(march), '2026-11-21T14:07:00.000Z')).toBe('2026-03-01T00:00:00.000Z')
})

test('its days begin where the zone says, also when clocks change', () => {
  const bounds = boundsOf({ from: '2026-03-07', to: '2026-03-10', tz: 'America/New_York' })
  const hours = bounds.slice(1).map((at, nth) => (Date.parse(at) - Date.parse(bounds[nth] ?? '')) / 3_600_000)
  expect([bounds[0], hours]).toEqual(['2026-03-07T05:00:00.000Z', [24, 23, 24]])
})
