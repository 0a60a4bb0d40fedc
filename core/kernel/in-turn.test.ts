import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

const soon = () => new Promise<void>((resolve) => setImmediate(resolve))

test('works of one name come one after the other, those of another beside them', async () => {
  const turn = inTurn()
  const told: string[] = []
  const work = (said: string) => async () => {
    told.push(`${said} begins`)
    await soon()
    told.push(`${said} ends`)
  }
  await Promise.all([turn('a', work('a1')), turn('a', work('a2')), turn('b', work('b1'))])
  expect(told).toEqual(['a1 begins', 'b1 begins', 'a1 ends', 'a2 begins', 'b1 ends', 'a2 ends'])
})

test('whoever fails is told so, and the next one comes all the same', async () => {
  const turn = inTurn()
  const failing = turn('a', async () => {
    await soon()
    throw new Error('no')
  })
  const next = turn('a', async () => 'came')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('came')
})
