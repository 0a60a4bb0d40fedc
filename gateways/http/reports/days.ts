/** A calendar day, `2026-11-21`, and a moment, UTC ISO: what lies between them is a zone. */
type Day = string

const dayMs = 86_400_000
const clocks = new Map<string, Intl.DateTimeFormat>()

const clockIn = (tz: string): Intl.DateTimeFormat => {
  const known = clocks.get(tz)
  if (known) return known
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: tz, hourCycle: 'h23', ...numeric })
  clocks.set(tz, clock)
  return clock
}

/** What the clocks of a zone show, as if it were UTC, in ms. */
const shown = (at: number, tz: string): number => {
  const part = Object.fromEntries(
    clockIn(tz)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second'])
}

const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

/** Which day it is in a zone. Raises RangeError for a zone that nobody knows. */
export const dayIn = (at: string, tz: string): Day => new Date(shown(Date.parse(at), tz)).toISOString().slice(0, 10)

export const plusDays = (day: Day, days: number): Day => new Date(utc(day) + days * dayMs).toISOString().slice(0, 10)

export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / dayMs)

/** The first moment of a day in a zone, UTC: midnight, or what the clocks jump to where there is no midnight. */
export const startOfDay = (day: Day, tz: string): string => {
  const midnight = utc(day)
  const offsetAt = (at: number) => shown(at, tz) - at
  const begins = [midnight - offsetAt(midnight - dayMs), midnight - offsetAt(midnight + dayMs)]
    .toSorted((one, other) => one - other)
    .find((at) => shown(at, tz) >= midnight && shown(at - 1000, tz) < midnight)
  return new Date(begins ?? midnight - offsetAt(midnight)).toISOString()
}

/** Where the days of `[from, to)` begin, and where the last one ends. */
export const boundsOf = (from: Day, to: Day, tz: string): readonly string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, nth) => startOfDay(plusDays(from, nth), tz))
