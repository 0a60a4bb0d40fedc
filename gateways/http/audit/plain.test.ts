import { expect, test } from 'vitest'
import { changedPaths, plain } from './plain.ts'

test('maps become objects, bigints text, and what is undefined is not there', () =>
  expect(plain({ sum: 5n, rows: new Map([['a', { minor: -1n, payoutId: undefined }]]), list: [1n], none: null, marks: new Set(['x']) })).toEqual({
    sum: '5',
    rows: { a: { minor: '-1' } },
    list: ['1'],
    none: null,
    marks: ['x'],
  }))
test('paths name what was added, changed and taken away', () => {
  const before = { status: 'held', rows: { a: { minor: '1' }, b: { minor: '2' } }, list: [1] }
  const after = { status: 'available', rows: { a: { minor: '1' }, c: { minor: '3' } }, list: [1, 2] }
  expect(changedPaths(before, after)).toEqual(['list', 'rows.b', 'rows.c', 'status'])
  expect(changedPaths(before, structuredClone(before))).toEqual([])
})
