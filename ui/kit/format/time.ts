import { type Lang, noBreak } from './language.ts'

/** Intl writes «нояб.» and "Sept"; a column of dates wants three letters and no dots (ui.md §3.5). */
const months = {
  ru: ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const

type Parts = { readonly year: number; readonly month: number; readonly day: number; readonly hour: string; readonly minute: string }

/** The calendar and clock of an instant in a zone; the reader's own when none is named. */
const partsOf = (at: Date, timeZone?: string): Parts => {
  const format = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type))
  return { year: number('year'), month: number('month'), day: number('day'), hour: parts.get('hour') ?? '', minute: parts.get('minute') ?? '' }
}

export type Moment = { readonly now: Date; readonly timeZone?: string | undefined }

/** `3 ноя 2026`; the year is left out when it is this one. */
export const date = (at: Date, lang: Lang, { now, timeZone }: Moment): string => {
  const { year, month, day } = partsOf(at, timeZone)
  const text = `${day}${noBreak}${months[lang][month - 1]}`
  return year === partsOf(now, timeZone).year ? text : `${text}${noBreak}${year}`
}

/** `14:07`, always of twenty-four hours. */
export const clock = (at: Date, timeZone?: string): string => {
  const { hour, minute } = partsOf(at, timeZone)
  return `${hour}:${minute}`
}

/** `3 ноя, 14:07`. */
export const dateTime = (at: Date, lang: Lang, moment: Moment): string => `${date(at, lang, moment)}, ${clock(at, moment.timeZone)}`

const minute = 60_000
const hour = 60 * minute

/** `3 мин назад`, `вчера`, and past twenty-four hours the date and time. A clock that runs ahead of ours is "just now". */
export const relative = (at: Date, lang: Lang, moment: Moment): string => {
  const ago = moment.now.getTime() - at.getTime()
  const ru = lang === 'ru'
  if (ago >= 24 * hour) return dateTime(at, lang, moment)
  if (ago < minute) return ru ? 'только что' : 'just now'
  if (ago < hour) return `${Math.floor(ago / minute)}${noBreak}${ru ? 'мин назад' : 'min ago'}`
  const sameDay = partsOf(at, moment.timeZone).day === partsOf(moment.now, moment.timeZone).day
  if (!sameDay && ago >= 12 * hour) return ru ? 'вчера' : 'yesterday'
  return `${Math.floor(ago / hour)}${noBreak}${ru ? 'ч назад' : 'h ago'}`
}

/** `9:41` for a countdown; minutes and seconds. */
export const countdown = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

const calendar = (day: string) => ({ year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) })

/** `3 ноя` of a calendar day `2026-11-03`; with the year where it is not `thisYear`. */
export const dayLabel = (day: string, lang: Lang, thisYear: number): string => {
  const on = calendar(day)
  const text = `${on.day}${noBreak}${months[lang][on.month - 1]}`
  return on.year === thisYear ? text : `${text}${noBreak}${on.year}`
}

/** `1–21 ноя`, `28 окт – 3 ноя`: both days belong to it. */
export const dayRange = (first: string, last: string, lang: Lang, thisYear: number): string => {
  if (first === last) return dayLabel(last, lang, thisYear)
  if (first.slice(0, 7) === last.slice(0, 7)) return `${calendar(first).day}–${dayLabel(last, lang, thisYear)}`
  return `${dayLabel(first, lang, first.slice(0, 4) === last.slice(0, 4) ? calendar(first).year : thisYear)}${noBreak}– ${dayLabel(last, lang, thisYear)}`
}
