import { expect, test } from 'vitest'
import { ref } from 'vue'
import { useMarks } from './use-marks.ts'

test('a press marks, the next one takes it back; the order is the list’s', () => {
  const { marked, toggle } = useMarks(() => ['a', 'b', 'c'])
  for (const id of ['c', 'a', 'b', 'b']) toggle(id)
  expect(marked.value).toEqual(['a', 'c'])
})
test('all, and none', () => {
  const { marked, all, clear } = useMarks(() => ['a', 'b'])
  all()
  expect(marked.value).toEqual(['a', 'b'])
  clear()
  expect(marked.value).toEqual([])
})
test('what cannot be acted on is not marked, and loses its mark for good when another is marked', () => {
  const ids = ref(['a', 'b'])
  const { marked, toggle } = useMarks(() => ids.value)
  toggle('x')
  toggle('a')
  ids.value = ['b']
  expect(marked.value).toEqual([])
  toggle('b')
  ids.value = ['a', 'b']
  expect(marked.value).toEqual(['b'])
})
