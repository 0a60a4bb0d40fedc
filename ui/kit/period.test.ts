import { describe, expect, test } from 'vitest'
import { dayIn, daysBetween, isDay, isUnfinished, type Preset, periodAsked, periodOf, plusDays } from './period.ts'

const at = (text: string) => new Date(text)
const since = '2026-05-20'
const range = (preset: Preset, now: string, tz: string) => {
  const { from, to } = periodOf(preset, at(now), tz, since)
  return `${from}..${to}`
}

describe('calendar periods to date', () => {
  test.each<[Preset, string, string, string]>([
    ['today', '2026-11-21T12:00:00Z', 'Europe/Moscow', '2026-11-21..2026-11-22'],
    ['week', '2026-11-21T12:00:00Z', 'Europe/Moscow', '2026-11-16..2026-11-22'],
    ['week', '2026-11-22T12:00:00Z', 'Europe/Moscow', '2026-11-16..2026-11-23'],
    ['week', '2026-11-23T12:00:00Z', 'Europe/Moscow', '2026-11-23..2026-11-24'],
    ['month', '2026-11-21T12:00:00Z', 'Europe/Moscow', '2026-11-01..2026-11-22'],
    ['quarter', '2026-11-21T12:00:00Z', 'Europe/Moscow', '2026-10-01..2026-11-22'],
    ['quarter', '2026-03-31T12:00:00Z', 'UTC', '2026-01-01..2026-04-01'],
    ['year', '2026-11-21T12:00:00Z', 'Europe/Moscow', '2026-01-01..2026-11-22'],
    ['all', '2026-11-21T12:00:00Z', 'Europe/Moscow', '2026-05-20..2026-11-22'],
    ['all', '2026-05-01T12:00:00Z', 'Europe/Moscow', '2026-05-01..2026-05-02'],
  ])('%s at %s in %s', (preset, now, tz, text) => expect(range(preset, now, tz)).toBe(text))
})

describe('the zone decides the day', () => {
  test.each<[string, string, string]>([
    ['2026-11-30T21:30:00Z', 'Europe/Moscow', '2026-12-01..2026-12-02'],
    ['2026-11-30T21:30:00Z', 'UTC', '2026-11-01..2026-12-01'],
    ['2026-12-01T02:00:00Z', 'America/New_York', '2026-11-01..2026-12-01'],
    ['2026-11-30T10:30:00Z', 'Pacific/Kiritimati', '2026-12-01..2026-12-02'],
    ['2026-11-30T18:20:00Z', 'Asia/Kathmandu', '2026-12-01..2026-12-02'],
  ])('a month at %s in %s', (now, tz, text) => expect(range('month', now, tz)).toBe(text))
})

describe('a change of the clock loses no day', () => {
  // Berlin: forward on 29 March 2026, back on 25 October; New York: 8 March and 1 November; Lord Howe moves by half an hour.
  test.each<[string, string, string]>([
    ['2026-03-28T23:30:00Z', 'Europe/Berlin', '2026-03-29..2026-03-30'],
    ['2026-03-29T21:59:00Z', 'Europe/Berlin', '2026-03-29..2026-03-30'],
    ['2026-03-29T22:00:00Z', 'Europe/Berlin', '2026-03-30..2026-03-31'],
    ['2026-10-25T22:59:00Z', 'Europe/Berlin', '2026-10-25..2026-10-26'],
    ['2026-10-25T23:00:00Z', 'Europe/Berlin', '2026-10-26..2026-10-27'],
    ['2026-11-02T04:30:00Z', 'America/New_York', '2026-11-01..2026-11-02'],
    ['2026-04-04T13:15:00Z', 'Australia/Lord_Howe', '2026-04-05..2026-04-06'],
  ])('today at %s in %s', (now, tz, text) => expect(range('today', now, tz)).toBe(text))
  test('days are counted by the calendar, over any change', () => {
    expect(plusDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(plusDays('2026-10-24', 2)).toBe('2026-10-26')
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31)
    expect(plusDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01')
  })
})

describe('what an address asks for', () => {
  const now = at('2026-11-21T12:00:00Z')
  const asked = (query: Readonly<Record<string, unknown>>) => periodAsked(query, now, 'Europe/Moscow', since)
  test('a preset', () => expect(asked({ period: 'month' })).toEqual({ from: '2026-11-01', to: '2026-11-22', tz: 'Europe/Moscow' }))
  test('two days and a zone', () =>
    expect(asked({ from: '2026-10-01', to: '2026-10-04', tz: 'UTC' })).toEqual({ from: '2026-10-01', to: '2026-10-04', tz: 'UTC' }))
  test('without a zone, the programme’s', () => expect(asked({ from: '2026-10-01', to: '2026-10-04' })?.tz).toBe('Europe/Moscow'))
  test.each([
    [{ period: 'decade' }],
    [{ from: '2026-02-30', to: '2026-03-04' }],
    [{ from: '2026-10-04', to: '2026-10-04' }],
    [{ from: '2026-10-04', to: '2026-10-01' }],
    [{ from: '2026-10-01' }],
    [{ from: '2026-10-01', to: '2026-10-04', tz: 'Europe/Nowhere' }],
    [{ period: ['month', 'week'] }],
    [{}],
  ])('%o asks for nothing', (query) => expect(asked(query)).toBeUndefined())
  test.each([
    ['2026-11-21', true],
    ['2026-13-01', false],
    ['2026-2-1', false],
    ['yesterday', false],
    [undefined, false],
  ])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is))
})

test('a period that ends with today is not finished', () => {
  const now = at('2026-11-30T21:30:00Z')
  expect(dayIn(now, 'Europe/Moscow')).toBe('2026-12-01')
  expect(isUnfinished({ from: '2026-11-01', to: '2026-12-01', tz: 'Europe/Moscow' }, now)).toBe(false)
  expect(isUnfinished({ from: '2026-11-01', to: '2026-12-01', tz: 'UTC' }, now)).toBe(true)
})
