const dayMs = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()
/** Making one costs more than all its use; there are some four hundred zones, and no more than that are kept. */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known) return known
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  const made = new Intl.DateTimeFormat('sv', { timeZone, hourCycle: 'h23', ...parts })
  if (formats.size < 1_000) formats.set(timeZone, made)
  return made
}

/** What a clock on the wall of that zone shows, as if it hung in UTC. */
const wallClock = (instant: number, timeZone: string): number => Date.parse(`${formatOf(timeZone).format(instant).replace(' ', 'T')}Z`)

const midnight = (day: string): number => Date.parse(`${day}T00:00:00.000Z`)
const dayAt = (midnightUtc: number): string => new Date(midnightUtc).toISOString().slice(0, 10)

/**
 * The first instant of a day in a zone. Where clocks are put forward at midnight a day begins at one o'clock; a day that a zone left out begins where the next
 * one does, and so is empty.
 */
export const startOfDay = (day: string, timeZone: string): Date => {
  const target = midnight(day)
  const offsets = [target - dayMs, target + dayMs].map((around) => wallClock(around, timeZone) - around)
  const starts = offsets.map((offset) => target - offset).sort((a, b) => a - b)
  return new Date(starts.find((start) => wallClock(start, timeZone) >= target) ?? target)
}

/** The day that it is in a zone at an instant. */
export const dayIn = (instant: string, timeZone: string): string => dayAt(wallClock(Date.parse(instant), timeZone))

export const addDays = (day: string, days: number): string => dayAt(midnight(day) + days * dayMs)

/** Every day of `[from, to)`, the latest first. */
export const daysBack = (from: string, to: string): readonly string[] => {
  const count = Math.max(0, Math.round((midnight(to) - midnight(from)) / dayMs))
  return Array.from({ length: count }, (_, at) => addDays(to, -1 - at))
}
