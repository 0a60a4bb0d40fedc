import { createHash } from 'node:crypto'
import { points } from './points.ts'

const number = (text: string) => createHash('sha256').update(text).digest().readUInt32BE()

/** A walk gives the views some ten batches: which of them is left to chance. */
const batches = 8
const nthOf = (point: string, by: string) => (point === 'after-views' ? `${point}:${1 + (number(by) % batches)}` : point)

/** Every point so many times, in an order that follows from the seed alone, dealt out to the lanes. */
export const planOf = (seed: number, times: number, lanes: number): readonly (readonly string[])[] => {
  const kills = Array.from({ length: times }, (_, time) => points.map((point) => ({ point, by: `${seed} ${time} ${point}` }))).flat()
  const shuffled = kills.toSorted((a, b) => number(a.by) - number(b.by)).map(({ point, by }) => nthOf(point, by))
  return Array.from({ length: lanes }, (_, lane) => shuffled.filter((_, at) => at % lanes === lane))
}
