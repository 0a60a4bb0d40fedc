import { expect, test } from 'vitest'
import { meet } from './newcomers.ts'

const first = meet(undefined, ['b', 'a'], false)

test('the first rows are no news', () => expect([first.fresh, first.waiting]).toEqual([[], []]))
test('a calm reader sees the new one at once', () => expect(meet(first, ['c', 'b', 'a'], true)).toMatchObject({ fresh: ['c'], waiting: [] }))
test('for a reader at work the new ones wait, however often the list is asked for', () => {
  const once = meet(first, ['c', 'b', 'a'], false)
  expect(meet(once, ['d', 'c', 'b', 'a'], false)).toMatchObject({ fresh: [], waiting: ['d', 'c'] })
})
test('and come in together when the reader is calm again', () => {
  const once = meet(first, ['c', 'b', 'a'], false)
  expect(meet(once, ['d', 'c', 'b', 'a'], true)).toMatchObject({ fresh: ['d', 'c'], waiting: [] })
})
test('older rows that were asked for are no news', () => expect(meet(first, ['b', 'a', 'z'], true)).toMatchObject({ fresh: [], waiting: [] }))
test('rows that share nothing with the known ones are another list', () => expect(meet(first, ['y', 'x'], false)).toMatchObject({ waiting: [] }))
