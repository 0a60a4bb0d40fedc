import type { Calendar } from './calendar.ts'
import type { Dice } from './dice.ts'
import type { PlannedClick, PlannedLink } from './planned.ts'

type Options = {
  readonly roll: Dice
  readonly time: Calendar
  readonly count: number
  readonly links: readonly PlannedLink[]
  readonly days: number
  readonly until: number
}

const kindOf = (roll: Dice): PlannedClick['kind'] => {
  const share = roll.next()
  if (share < 0.8) return 'person'
  if (share < 0.85) return 'duplicate'
  return share < 0.97 ? 'bot' : 'prefetch'
}

/** Some links are followed a lot, most a little. */
const popular = (roll: Dice, links: readonly PlannedLink[]) => links[Math.floor(roll.next() ** 1.8 * links.length)] ?? links[0]

/** Clicks over the days by weekday and hour, none after the end. */
export const planClicks = ({ roll, time, count, links, days, until }: Options): readonly PlannedClick[] => {
  const ago = Array.from({ length: days }, (_, day) => day)
  const weights = ago.map((day) => time.weight(day, days))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const planned = ago.flatMap((day) => Array.from({ length: Math.round(((weights[day] ?? 0) / total) * count) }, () => day))
  return planned.map((day, n): PlannedClick => {
    const at = time.moment(roll, day)
    return { n, link: popular(roll, links)?.n ?? 0, at: at < until ? at : at - 86_400_000, visitor: roll.int(0, 9_000), kind: kindOf(roll) }
  })
}
