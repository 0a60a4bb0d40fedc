import type { DayOfFigures } from '@kontor/projections/reports'
import type { Metrics, Overview } from './contract.ts'

type Clicks = { readonly clicks: number; readonly unique: number; readonly bots?: number }
type Money = Metrics['wonAmount'][number]

/** Clicks are people's: robots are out. */
const peoples = ({ clicks, bots = 0 }: Clicks) => clicks - bots

const largestFirst = (one: Money, other: Money) => Number(BigInt(other.minor) - BigInt(one.minor)) || (one.currency < other.currency ? -1 : 1)

/** One line a currency, the largest first, none for nothing. */
const sums = (figures: readonly DayOfFigures[], column: 'wonMinor' | 'earnedMinor'): Money[] => {
  const byCurrency = new Map<string, bigint>()
  for (const day of figures) byCurrency.set(day.currency, (byCurrency.get(day.currency) ?? 0n) + BigInt(day[column]))
  const lines = [...byCurrency].map(([currency, minor]) => ({ minor: String(minor), currency }))
  return lines.filter(({ minor }) => minor !== '0').toSorted(largestFirst)
}

const total = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((sum, row) => sum + of(row), 0)

/** The figures of a home screen as ui.md §3.5 defines them. */
export const metricsOf = (clicks: readonly Clicks[], figures: readonly DayOfFigures[]): Metrics => ({
  clicks: total(clicks, peoples),
  unique: total(clicks, ({ unique }) => unique),
  customers: total(figures, ({ customers }) => customers),
  deals: total(figures, ({ deals }) => deals),
  won: total(figures, ({ won }) => won),
  wonAmount: sums(figures, 'wonMinor'),
  earned: sums(figures, 'earnedMinor'),
})

type DayOfClicks = Clicks & { readonly date: string }

/** Every day of the period in order, those without anything too. `clicks` has a row for each. */
export const daysOf = (clicks: readonly DayOfClicks[], figures: readonly DayOfFigures[]): Overview['byDay'] =>
  clicks
    .toSorted((one, other) => (one.date < other.date ? -1 : 1))
    .map((day, nth) => {
      const own = figures.filter((figure) => figure.nth === nth)
      const { customers, won } = metricsOf([], own)
      return { date: day.date, clicks: peoples(day), unique: day.unique, customers, won }
    })
