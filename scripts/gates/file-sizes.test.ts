import { expect, test } from 'vitest'
import { tooLong } from './file-sizes.ts'

const file = (path: string, lines: number) => ({ path, text: 'x\n'.repeat(lines) })

test('a file at its limit is fine, one line more is not', () => {
  expect(tooLong([file('core/a.ts', 250), file('core/a.test.ts', 400), file('ui/A.vue', 200)])).toEqual([])
  expect(tooLong([file('core/a.ts', 251)])).toEqual(['core/a.ts: 251 lines, 250 are allowed'])
  expect(tooLong([file('core/a.int.test.ts', 401)])).toHaveLength(1)
  expect(tooLong([file('ui/A.vue', 201)])).toHaveLength(1)
})
