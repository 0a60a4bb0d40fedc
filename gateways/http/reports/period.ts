import { Refused } from '@kontor/core/kernel'
import { addDays, dayIn, daysBack, startOfDay } from '@kontor/projections/links'

/** Whole days of `[from, to)` in a zone. */
export type Period = { readonly from: string; readonly to: string; readonly tz: string }
type Asked = { readonly from?: string | undefined; readonly to?: string | undefined }

/** Longer than anybody's history, and short enough to be told day by day. */
const mostDays = 3660

/** What was asked for; the month to date by default. Raises Refused `period.invalid` for one that is empty, backward or endless. */
export const periodAsked = ({ from, to }: Asked, tz: string, now: string): Period => {
  const end = to ?? addDays(dayIn(now, tz), 1)
  const period = { from: from ?? `${addDays(end, -1).slice(0, 7)}-01`, to: end, tz }
  const days = daysBack(period.from, period.to).length
  if (days < 1 || days > mostDays) throw new Refused('period.invalid')
  return period
}

const plusMonths = (firstOfMonth: string, months: number): string => {
  const [year = 0, month = 1] = firstOfMonth.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** In months: the smallest of month, quarter and year that begins with the period and is not over before it. */
const calendarUnit = ({ from, to }: Period): number | undefined => {
  if (!from.endsWith('-01')) return undefined
  const month = Number(from.slice(5, 7))
  const units = [1, ...(month % 3 === 1 ? [3] : []), ...(month === 1 ? [12] : [])]
  return units.find((months) => to <= plusMonths(from, months))
}

/** The period before it, as many days long: 1–21 November against 1–21 October, and a whole month against the whole one before (ui.md §1.10). */
export const previousOf = (period: Period): Period => {
  const { from, to, tz } = period
  const days = daysBack(from, to).length
  const months = calendarUnit(period)
  if (months === undefined) return { from: addDays(from, -days), to: from, tz }
  const begins = plusMonths(from, -months)
  const sameDays = addDays(begins, days)
  return { from: begins, to: to === plusMonths(from, months) || sameDays > from ? from : sameDays, tz }
}

/** Where its days begin, and where the last one ends. */
export const boundsOf = ({ from, to, tz }: Period): readonly string[] =>
  [...daysBack(from, to).toReversed(), to].map((day) => startOfDay(day, tz).toISOString())

/** How far the period before is compared: as long as this one has gone on by now, or to its end (ui.md §1.10: an unfinished month is never "down 30 %"). */
export const comparedUntil = (period: Period, previous: Period, now: string): string => {
  const elapsed = Date.parse(now) - startOfDay(period.from, period.tz).getTime()
  const until = startOfDay(previous.from, previous.tz).getTime() + Math.max(0, elapsed)
  return new Date(Math.min(until, startOfDay(previous.to, previous.tz).getTime())).toISOString()
}
