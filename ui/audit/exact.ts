import { dateTime, type Lang } from '../kit/format/index.ts'

/** `3 ноя, 14:03:02.114`, in the reader's zone: in the log, unlike elsewhere, milliseconds tell what came first (ui.md §3.5). What is no time is said as it is. */
export const exact = (at: string, lang: Lang, now: Date): string => {
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime())) return at
  return `${dateTime(instant, lang, { now })}:${instant.toISOString().slice(17, 23)}`
}

const two = (value: number) => String(value).padStart(2, '0')

/** What a `datetime-local` field shows for an instant: the reader's own clock, to the second. Empty for none, and for what is no time. */
export const localOf = (at: string | undefined): string => {
  const instant = new Date(at ?? '')
  if (Number.isNaN(instant.getTime())) return ''
  const day = [String(instant.getFullYear()).padStart(4, '0'), two(instant.getMonth() + 1), two(instant.getDate())].join('-')
  return `${day}T${[instant.getHours(), instant.getMinutes(), instant.getSeconds()].map(two).join(':')}`
}

/** And back: the instant in UTC that the field names. Undefined for an empty field. */
export const instantOf = (local: string): string | undefined => {
  const instant = new Date(local)
  return local === '' || Number.isNaN(instant.getTime()) ? undefined : instant.toISOString()
}
