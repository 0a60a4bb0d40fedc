/** A calendar day, `2026-11-21`, of no zone until somebody names one. */
export type Day = string
/** Whole days of `[from, to)` in a zone; `to` is the first day that is not in it. */
export type Period = { readonly from: Day; readonly to: Day; readonly tz: string }

export const presets = ['today', 'week', 'month', 'quarter', 'year', 'all'] as const
export type Preset = (typeof presets)[number]
export const isPreset = (text: unknown): text is Preset => presets.some((preset) => preset === text)

const days = new Map<string, Intl.DateTimeFormat>()
/** Which day it is somewhere. A zone that nobody knows raises RangeError. */
export const dayIn = (at: Date, tz: string): Day => {
  const format = days.get(tz) ?? new Intl.DateTimeFormat('en-CA', { timeZone: tz, year: 'numeric', month: '2-digit', day: '2-digit' })
  days.set(tz, format)
  return format.format(at)
}

/** Days have no hours here, so no clock change can lose or double one. */
const utc = (day: Day) => new Date(`${day}T00:00:00Z`)
export const plusDays = (day: Day, more: number): Day => {
  const at = utc(day)
  at.setUTCDate(at.getUTCDate() + more)
  return at.toISOString().slice(0, 10)
}
export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000)

/** `2026-02-30` is written like a day and is none. */
export const isDay = (text: unknown): text is Day =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text).getTime()) && utc(text).toISOString().startsWith(text)

const beginnings: Readonly<Record<Preset, (today: Day, since: Day) => Day>> = {
  today: (today) => today,
  // Monday is the first day of a week (ui.md §1.10).
  week: (today) => plusDays(today, -((utc(today).getUTCDay() + 6) % 7)),
  month: (today) => `${today.slice(0, 7)}-01`,
  quarter: (today) => {
    const month = Number(today.slice(5, 7))
    return `${today.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
  },
  year: (today) => `${today.slice(0, 4)}-01-01`,
  all: (today, since) => [since, today].sort()[0] ?? today,
}

/** A calendar period to date: from its first day to the end of today, as the zone counts days. `since` is where "all time" begins. */
export const periodOf = (preset: Preset, now: Date, tz: string, since: Day): Period => {
  const today = dayIn(now, tz)
  return { from: beginnings[preset](today, since), to: plusDays(today, 1), tz }
}

/** Is its last day still going on? Then the last figure of a chart is not to be read as a fall. */
export const isUnfinished = ({ to, tz }: Period, now: Date): boolean => to > dayIn(now, tz)

type Asked = Readonly<Record<string, unknown>>
/** What an address asks for: `?period=month`, or `?from=2026-11-01&to=2026-11-22&tz=Europe/Moscow`. Undefined when it asks for nothing that can be shown. */
export const periodAsked = ({ period, from, to, tz }: Asked, now: Date, zone: string, since: Day): Period | undefined => {
  if (isPreset(period)) return periodOf(period, now, zone, since)
  if (!isDay(from) || !isDay(to) || from >= to) return undefined
  try {
    if (typeof tz === 'string') dayIn(now, tz)
  } catch {
    return undefined
  }
  return { from, to, tz: typeof tz === 'string' ? tz : zone }
}
