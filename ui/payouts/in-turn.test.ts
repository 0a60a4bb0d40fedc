import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('what is refused stops nobody else, and is named with why', async () => {
  const gone = new Error('payout.not-approved')
  const outcome = await inTurn(['17', '18', '19'], async (item) => {
    if (item === '18') throw gone
    return `position of ${item}`
  })
  expect(outcome).toEqual({ done: ['17', '19'], refused: [{ item: '18', error: gone }], position: 'position of 19' })
})
test('one begins when the last has ended', async () => {
  const log: string[] = []
  await inTurn(['a', 'b'], async (item) => {
    log.push(`${item} begins`)
    await Promise.resolve()
    log.push(`${item} ends`)
    return '1'
  })
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})
test('when all are refused there is no position to wait for', async () => {
  const outcome = await inTurn(['a'], () => Promise.reject(new Error('no')))
  expect([outcome.done, outcome.position]).toEqual([[], undefined])
})
