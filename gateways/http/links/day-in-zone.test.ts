import { expect, test } from 'vitest'
import { dayInZone } from './day-in-zone.ts'

test.each([
  ['2026-11-21T20:59:59.999Z', 'Europe/Moscow', '2026-11-21'],
  ['2026-11-21T21:00:00.000Z', 'Europe/Moscow', '2026-11-22'],
  ['2026-12-31T23:30:00.000Z', 'UTC', '2026-12-31'],
  ['2026-12-31T09:59:59.999Z', 'Pacific/Kiritimati', '2026-12-31'],
  ['2026-12-31T10:00:00.000Z', 'Pacific/Kiritimati', '2027-01-01'],
  // Berlin's clocks go back on 25 October 2026: that day has 25 hours.
  ['2026-10-24T21:59:59.999Z', 'Europe/Berlin', '2026-10-24'],
  ['2026-10-24T22:00:00.000Z', 'Europe/Berlin', '2026-10-25'],
  ['2026-10-25T22:59:59.999Z', 'Europe/Berlin', '2026-10-25'],
  ['2026-10-25T23:00:00.000Z', 'Europe/Berlin', '2026-10-26'],
  // And forward on 29 March: 23 hours.
  ['2026-03-28T23:00:00.000Z', 'Europe/Berlin', '2026-03-29'],
  ['2026-03-29T21:59:59.999Z', 'Europe/Berlin', '2026-03-29'],
  ['2026-03-29T22:00:00.000Z', 'Europe/Berlin', '2026-03-30'],
  // Samoa had no 30 December 2011.
  ['2011-12-30T09:59:59.999Z', 'Pacific/Apia', '2011-12-29'],
  ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
])('%s in %s is on %s', (at, zone, day) => {
  expect(dayInZone(Date.parse(at), zone)).toBe(day)
})
