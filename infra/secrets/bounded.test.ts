import { expect, test } from 'vitest'
import { bounded } from './bounded.ts'

test('past the limit, what was used longest ago goes first', () => {
  const map = bounded<number>(2)
  map.set('a', 1)
  map.set('b', 2)
  expect(map.get('a')).toBe(1)
  map.set('c', 3)
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3])
})
test('setting again replaces and takes no room', () => {
  const map = bounded<number>(2)
  for (const value of [1, 2, 3]) map.set('a', value)
  map.set('b', 4)
  expect([map.get('a'), map.get('b')]).toEqual([3, 4])
})
test('what was deleted is gone', () => {
  const map = bounded<number>(2)
  map.set('a', 1)
  map.delete('a')
  expect(map.get('a')).toBeUndefined()
})
