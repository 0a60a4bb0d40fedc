import { expect, test } from 'vitest'
import { pacer } from './pacer.ts'

const half = 500
const made = () => pacer<readonly number[]>(half, (a, b) => [...a, ...b])

test('the first goes out at once', () => expect(made().offer('a', [1], 0)).toEqual([1]))

test('what follows within the interval goes out merged when it is over, and not before', () => {
  const pace = made()
  pace.offer('a', [1], 0)
  expect(pace.offer('a', [2], 1)).toBeUndefined()
  expect(pace.offer('a', [3], 499)).toBeUndefined()
  expect(pace.nextAt()).toBe(500)
  expect(pace.due(499)).toEqual([])
  expect(pace.due(500)).toEqual([{ topic: 'a', value: [2, 3] }])
  expect(pace.due(501)).toEqual([])
  expect(pace.nextAt()).toBeUndefined()
})

test('after a trailing one the interval begins again', () => {
  const pace = made()
  pace.offer('a', [1], 0)
  pace.offer('a', [2], 10)
  pace.due(500)
  expect(pace.offer('a', [3], 600)).toBeUndefined()
  expect(pace.nextAt()).toBe(1_000)
})

test('after silence the next goes out at once', () => {
  const pace = made()
  pace.offer('a', [1], 0)
  expect(pace.offer('a', [2], 500)).toEqual([2])
})

test('what is held and late goes out with the next offer, once', () => {
  const pace = made()
  pace.offer('a', [1], 0)
  pace.offer('a', [2], 10)
  expect(pace.offer('a', [3], 700)).toEqual([2, 3])
  expect(pace.due(2_000)).toEqual([])
})

test('topics do not wait for each other', () => {
  const pace = made()
  pace.offer('a', [1], 0)
  expect(pace.offer('b', [2], 100)).toEqual([2])
  pace.offer('b', [3], 101)
  pace.offer('a', [4], 102)
  expect(pace.nextAt()).toBe(500)
  expect(pace.due(500)).toEqual([{ topic: 'a', value: [4] }])
  expect(pace.due(600)).toEqual([{ topic: 'b', value: [3] }])
})

test('a forgotten topic says nothing more, and listening again does not quicken it', () => {
  const pace = made()
  pace.offer('a', [1], 0)
  pace.offer('a', [2], 10)
  pace.forget('a')
  expect(pace.due(500)).toEqual([])
  const again = made()
  again.offer('a', [1], 0)
  again.forget('a')
  expect(again.offer('a', [2], 10)).toBeUndefined()
})

test('whatever the rhythm: at most one a half second, and the last is never lost', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const pace = made()
    const out: { at: number; last: number }[] = []
    let at = 0
    let random = seed
    for (let n = 1; n <= 50; n++) {
      random = (random * 48_271) % 2_147_483_647
      const until = at + (random % 300)
      for (let next = pace.nextAt(); next !== undefined && next <= until; next = pace.nextAt()) {
        for (const { value } of pace.due(next)) out.push({ at: next, last: value.at(-1) ?? 0 })
      }
      at = until
      const sent = pace.offer('a', [n], at)
      if (sent) out.push({ at, last: sent.at(-1) ?? 0 })
    }
    const end = pace.nextAt()
    if (end !== undefined) for (const { value } of pace.due(end)) out.push({ at: end, last: value.at(-1) ?? 0 })
    for (const [i, { at: sentAt }] of out.entries()) if (i > 0) expect(sentAt - (out[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(half)
    expect(out.at(-1)?.last).toBe(50)
  }
})
