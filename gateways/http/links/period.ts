import { addDays, dayIn, daysBack, type Period } from '@kontor/projections/links'
import type { z } from 'zod'
import { HttpProblem } from '../plugins/problem.ts'
import type { ClicksQuery } from './contract.ts'

const usually = 30
/** Three years: an answer has an end. */
const atMost = 1_100

/**
 * `[from, to)` as asked, or the days that are missing: up to and with today, thirty of them. `zone` is the link's own, for who names none.
 * Raises `period.invalid` for one that is empty or longer than three years.
 */
export const periodOf = ({ from, to, tz }: z.output<typeof ClicksQuery>, zone: string, now: string): Period => {
  const inZone = tz ?? zone
  const end = to ?? addDays(dayIn(now, inZone), 1)
  const begin = from ?? addDays(end, -usually)
  const days = daysBack(begin, end).length
  if (days === 0 || days > atMost) {
    const code = 'period.invalid'
    throw new HttpProblem(code, { errors: [{ pointer: '/to', code, message: `Must be after "from", by at most ${atMost} days` }] })
  }
  return { from: begin, to: end, tz: inZone }
}
