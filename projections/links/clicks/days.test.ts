import { expect, test } from 'vitest'
import { addDays, dayIn, daysBack, startOfDay } from './days.ts'

test.each([
  ['UTC', '2026-03-29', '2026-03-29T00:00:00.000Z'],
  ['Europe/Moscow', '2026-03-29', '2026-03-28T21:00:00.000Z'],
  ['Asia/Kathmandu', '2026-03-29', '2026-03-28T18:15:00.000Z'],
  ['Europe/Berlin, the day clocks go forward', '2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin, the day after', '2026-03-30', '2026-03-29T22:00:00.000Z'],
  ['Europe/Berlin, the day clocks go back', '2026-10-25', '2026-10-24T22:00:00.000Z'],
  ['Europe/Berlin, the day after', '2026-10-26', '2026-10-25T23:00:00.000Z'],
  ['America/Santiago, where midnight is left out', '2025-09-07', '2025-09-07T04:00:00.000Z'],
  ['Africa/Cairo, where the last hour comes twice', '2025-10-31', '2025-10-30T22:00:00.000Z'],
  ['Pacific/Apia, a day that never was', '2011-12-30', '2011-12-30T10:00:00.000Z'],
  ['Pacific/Apia, the one after it', '2011-12-31', '2011-12-30T10:00:00.000Z'],
])('%s: %s begins at %s', (zone, day, instant) => {
  const [name = ''] = zone.split(',')
  expect(startOfDay(day, name).toISOString()).toBe(instant)
})

test('the day that it is', () => {
  expect(dayIn('2026-03-01T23:30:00.000Z', 'UTC')).toBe('2026-03-01')
  expect(dayIn('2026-03-01T23:30:00.000Z', 'Europe/Moscow')).toBe('2026-03-02')
})

test('days count back from the last, over the ends of months and years', () => {
  expect(daysBack('2025-12-30', '2026-01-02')).toEqual(['2026-01-01', '2025-12-31', '2025-12-30'])
  expect(daysBack('2026-01-02', '2026-01-02')).toEqual([])
  expect(daysBack('2026-01-02', '2026-01-01')).toEqual([])
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
})
