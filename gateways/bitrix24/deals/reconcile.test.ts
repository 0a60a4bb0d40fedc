import { expect, test } from 'vitest'
import { CrmDeal } from './item.ts'
import { cursorAfter } from './reconcile.ts'

const start = Date.parse('2026-01-01T00:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1_000).toISOString()
const items = (...seconds: readonly number[]) =>
  seconds.map((second, index) => CrmDeal.parse({ id: index + 1, stageId: 'NEW', updatedTime: at(second) }))
const since = (second: number, skip = 0) => ({ since: at(second), skip })
const page = (from: number, step: number) => items(...Array.from({ length: 50 }, (_, index) => from + index * step))
const soon = start + 3_000_000
const atOnce = start + 10_000

test('nothing there: nothing moves', () => expect(cursorAfter([], since(5), soon)).toEqual(since(5)))
test('a full page leads to its last second, which is looked at again', () => expect(cursorAfter(page(0, 1), since(0), soon)).toEqual(since(49)))
test('within one second the number of those seen leads on', () => {
  expect(cursorAfter(page(7, 0), since(7), soon)).toEqual(since(7, 50))
  expect(cursorAfter(page(7, 0), since(7, 50), soon)).toEqual(since(7, 100))
})
test('the last page ends at its last second, which may not be over yet', () => expect(cursorAfter(items(3, 9), since(0), atOnce)).toEqual(since(9)))
test('a second that is long over is done with', () => {
  expect(cursorAfter(items(3, 9), since(0), soon)).toEqual(since(10))
  expect(cursorAfter(items(9), since(9, 100), soon)).toEqual(since(10))
})

test('whatever shares a second, every deal is seen and the end is reached', () => {
  const all = items(...Array.from({ length: 420 }, (_, index) => (index < 30 ? index : index < 330 ? 30 : 31 + (index % 40)))).toSorted(
    (one, other) => Date.parse(one.updatedTime) - Date.parse(other.updatedTime),
  )
  const seen = new Set<CrmDeal>()
  let cursor = since(0)
  for (let polls = 0; polls < 40; polls++) {
    const found = all.filter(({ updatedTime }) => Date.parse(updatedTime) >= Date.parse(cursor.since)).slice(cursor.skip, cursor.skip + 50)
    for (const item of found) seen.add(item)
    cursor = cursorAfter(found, cursor, soon)
  }
  expect(seen.size).toBe(all.length)
  expect(Date.parse(cursor.since)).toBeGreaterThan(Date.parse(at(70)))
})
