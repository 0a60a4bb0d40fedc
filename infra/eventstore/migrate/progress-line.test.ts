import { expect, it } from 'vitest'
import type { Progress } from './migrate-log.ts'
import { progressLine } from './progress-line.ts'

const play = (isTTY: boolean, moments: readonly (readonly [at: number, progress: Progress])[]) => {
  const written: string[] = []
  let clock = 0
  const line = progressLine({ isTTY, write: (text) => written.push(text) }, () => clock)
  for (const [at, progress] of moments) {
    clock = at
    line.tell(progress)
  }
  line.clear()
  return written
}
const copying = (done: number): Progress => ({ step: 'copying', done, of: 50_000 })

it('tells once a second how far a step is and how fast it is since it began', () => {
  const moments = [0, 400, 1_000, 1_500, 2_000].map((ms) => [10_000 + ms, copying(8_000 + 3 * ms)] as const)
  expect(play(true, moments)).toEqual([
    '\r\x1b[2Kcopying: 8,000 of 50,000 events',
    '\r\x1b[2Kcopying: 11,000 of 50,000 events, 3,000/s',
    '\r\x1b[2Kcopying: 14,000 of 50,000 events, 3,000/s',
    '\r\x1b[2K',
  ])
})

it('counts the rate anew for each step', () => {
  const comparing: Progress = { step: 'comparing', done: 40_000, of: 50_000 }
  expect(
    play(true, [
      [5_000, comparing],
      [6_000, copying(40_000)],
      [8_000, copying(40_200)],
    ]).at(-2),
  ).toBe('\r\x1b[2Kcopying: 40,200 of 50,000 events, 100/s')
})

it('does not say of how many before that is known', () =>
  expect(play(true, [[5_000, { step: 'reading', done: 700 }]])[0]).toBe('\r\x1b[2Kreading: 700 events'))

it('says nothing where nobody looks', () => expect(play(false, [[5_000, copying(1)]])).toEqual([]))
