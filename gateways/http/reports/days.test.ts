import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOf, dayIn, daysBetween, plusDays, startOfDay } from './days.ts'

test.each([
  ['UTC', '2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['Europe/Moscow', '2026-11-01', '2026-10-31T21:00:00.000Z'],
  ['Asia/Kathmandu', '2026-11-01', '2026-10-31T18:15:00.000Z'],
  ['Pacific/Kiritimati', '2026-11-01', '2026-10-31T10:00:00.000Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
  ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
  // Clocks jump over midnight, so the day begins at one.
  ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
  // Clocks go back to eleven of the evening before: the second midnight is the day's first.
  ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
  ['+03:00', '2026-11-01', '2026-10-31T21:00:00.000Z'],
])('in %s the day %s begins at %s', (tz, day, moment) => {
  expect(startOfDay(day, tz)).toBe(moment)
})

test('whatever the zone and the day, it begins where the day before ends, and no moment is lost or double', () => {
  const zones = ['Europe/Moscow', 'America/New_York', 'Africa/Cairo', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Tehran', 'Asia/Beirut']
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 9000 }), (tz, nth) => {
      const day = plusDays('2010-01-01', nth)
      const begins = startOfDay(day, tz)
      expect(dayIn(begins, tz)).toBe(day)
      expect(dayIn(new Date(Date.parse(begins) - 1).toISOString(), tz)).toBe(plusDays(day, -1))
    }),
  )
})

test('the days of a period end where it ends, with an hour less or more when clocks change', () => {
  const bounds = boundsOf('2026-03-07', '2026-03-10', 'America/New_York')
  expect(bounds).toHaveLength(4)
  const hours = bounds.slice(1).map((at, nth) => (Date.parse(at) - Date.parse(bounds[nth] ?? '')) / 3_600_000)
  expect(hours).toEqual([24, 23, 24])
  expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3)
})
