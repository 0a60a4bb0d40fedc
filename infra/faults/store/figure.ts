import { median, round } from '../../testing/bench.ts'
import type { Crashed } from './crash.ts'
import type { Fault } from './verify.ts'

/** One line of JSON: what was seen in so many kills, and the 95 % upper bound on the share of kills that lose or double something (rule of three). */
export const figureOf = (name: string, victim: string, { kills, acknowledged, restarts, findings }: Crashed, seed: number) => {
  const count = (fault: Fault) => new Set(findings.filter((finding) => finding.fault === fault).map(({ what }) => what)).size
  const other = findings.filter(({ fault }) => fault !== 'lost' && fault !== 'doubled').length
  const restartMs = { median: round(median(restarts), 0), max: round(Math.max(...restarts), 0) }
  return {
    name,
    victim,
    kills,
    acknowledged,
    lost: count('lost'),
    doubled: count('doubled'),
    other,
    restartMs,
    bound: Number((3 / kills).toPrecision(2)),
    seed,
  }
}
