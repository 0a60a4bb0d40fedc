/** One figure as `make bench` prints it: a line of JSON on stdout (design.md §9). */
export type Figure = { readonly name: string; readonly value: number; readonly unit: string; readonly detail: Record<string, unknown> }

export const print = (figure: Figure) => process.stdout.write(`${JSON.stringify(figure)}\n`)

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)
export const quantile = (values: readonly number[], share: number): number => {
  const all = sorted(values)
  return all[Math.min(all.length - 1, Math.max(0, Math.ceil(share * all.length) - 1))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)
export const round = (value: number, digits = 2) => Number(value.toFixed(digits))

/** Runs `work` on `lanes` lanes at once for `ms` milliseconds; answers how often it was done in a second. Bounded in time, and stops by itself. */
export const rate = async (lanes: number, ms: number, work: (lane: number) => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  let done = 0
  const lane = async (number: number) => {
    while (performance.now() - began < ms) {
      await work(number)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
  return done / ((performance.now() - began) / 1000)
}

/** Ours and its limit alternately, five times; the ratio of the medians, and every round in the detail. */
export const ratio = async (name: string, unit: string, ours: () => Promise<number>, limit: () => Promise<number>): Promise<Figure> => {
  const rounds: { ours: number; limit: number }[] = []
  for (let at = 0; at < 5; at++) rounds.push({ limit: round(await limit(), 0), ours: round(await ours(), 0) })
  const [mine, theirs] = [median(rounds.map((r) => r.ours)), median(rounds.map((r) => r.limit))]
  return { name, value: round(mine / theirs), unit, detail: { ours: mine, limit: theirs, rounds } }
}
