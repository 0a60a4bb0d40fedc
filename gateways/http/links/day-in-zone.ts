import { memo } from './memo.ts'

/** Making one takes a tenth of a millisecond; using it, a microsecond. Swedish writes its dates as ISO 8601 does. */
const writerOf = memo(500, (timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }))

/** Clocks all over the world stand apart by whole quarters of an hour, so no day begins within one. Milliseconds. */
const quarter = 900_000

const dayOf = memo(2_000, (zoneAndQuarter: string) => {
  const [timeZone = '', quarters] = zoneAndQuarter.split(' ')
  return writerOf(timeZone).format(Number(quarters) * quarter)
})

/** YYYY-MM-DD in the zone, at that time (milliseconds since 1970, of this century). */
export const dayInZone = (at: number, timeZone: string): string => dayOf(`${timeZone} ${Math.floor(at / quarter)}`)
