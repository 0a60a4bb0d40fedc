import type { Dice } from './dice.ts'

export const dayMs = 86_400_000
/** Moscow keeps one offset all year. */
const zoneMs = 3 * 3_600_000

/** How busy an hour of the day and a day of the week are, in the programme's zone; Sunday first. */
const hours = [1, 1, 1, 1, 1, 2, 3, 6, 9, 13, 16, 17, 15, 15, 16, 17, 17, 16, 15, 15, 14, 11, 7, 3]
const weekdays = [0.5, 1.05, 1.15, 1.1, 1.05, 0.95, 0.55]

const weighted = (dice: Dice, weights: readonly number[]): number => {
  let left = dice.next() * weights.reduce((sum, weight) => sum + weight, 0)
  return weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
}

/** Six months that end at a moment: days are counted backwards from it, 0 being the last whole one. */
export const calendar = (end: string) => {
  const midnight = Math.floor((Date.parse(end) + zoneMs) / dayMs) * dayMs - zoneMs
  const dayAt = (ago: number) => midnight - ago * dayMs
  return {
    /** Some moment of that day, by the hours at which people are about. */
    moment: (dice: Dice, ago: number) => dayAt(ago) + weighted(dice, hours) * 3_600_000 + dice.int(0, 3_599) * 1_000 + dice.int(0, 999),
    /** A named moment: days ago, and the time of day in the programme's zone. */
    at: (ago: number, hour: number, minute: number) => dayAt(ago) + hour * 3_600_000 + minute * 60_000,
    /** How busy that day is against a plain one: the week's rhythm, and a network that grows. */
    weight: (ago: number, days: number) => (weekdays[new Date(dayAt(ago) + zoneMs).getUTCDay()] ?? 1) * (0.6 + (0.8 * (days - ago)) / days),
    /** YYYY-MM-DD in the programme's zone. */
    day: (at: number) => new Date(at + zoneMs).toISOString().slice(0, 10),
  }
}
export type Calendar = ReturnType<typeof calendar>

export const iso = (at: number) => new Date(at).toISOString()
