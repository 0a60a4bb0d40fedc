import { count, dayLabel, dayRange, type Lang } from '../format/index.ts'

/** One figure over the days: a number a day, zero where nothing happened, null where nothing is known. */
export type Series = { readonly id: string; readonly label: string; readonly values: readonly (number | null)[] }

/**
 * What a chart of days shows. `lines` share one axis from zero; `bars` stand in a strip of their own below, with a scale of their own
 * (never a second axis of the same field). `unfinished`: the last day is still going on.
 */
export type Plot = {
  readonly title: string
  readonly days: readonly string[]
  readonly lines: readonly Series[]
  readonly bars?: Series | undefined
  readonly unfinished?: boolean | undefined
}

export const seriesOf = ({ lines, bars }: Plot): readonly Series[] => (bars ? [...lines, bars] : lines)
export const yearOf = ({ days }: Plot): number => Number((days.at(-1) ?? '').slice(0, 4))
export const dayOf = (plot: Plot, index: number, lang: Lang): string => dayLabel(plot.days[index] ?? '', lang, yearOf(plot))
export const figure = (value: number | null | undefined, lang: Lang): string => (value == null ? '–' : count(value, lang))

export type Told = { readonly title: string; readonly range: string; readonly sum: string; readonly most: string; readonly day: string }
/** What a reader who sees no chart is told of a series; undefined when nothing happened. */
export const tellingOf = (plot: Plot, { label, values }: Series, lang: Lang): Told | undefined => {
  const known = values.map((value) => value ?? 0)
  const most = Math.max(0, ...known)
  if (most === 0) return undefined
  return {
    title: label,
    range: dayRange(plot.days[0] ?? '', plot.days.at(-1) ?? '', lang, yearOf(plot)),
    sum: count(
      known.reduce((sum, value) => sum + value, 0),
      lang,
    ),
    most: count(most, lang),
    day: dayOf(plot, known.indexOf(most), lang),
  }
}

/** The same figures as a file: a row a day, numbers as machines read them. */
export const csvOf = (plot: Plot, dayTitle: string): string => {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const head = [dayTitle, ...seriesOf(plot).map(({ label }) => label)]
  const rows = plot.days.map((day, index) => [day, ...seriesOf(plot).map(({ values }) => String(values[index] ?? ''))])
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}
