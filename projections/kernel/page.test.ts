import { Refused } from '@kontor/core/kernel'
import { beforeAll, expect, test } from 'vitest'
import { openCursor, page, signCursorsWith } from './page.ts'

beforeAll(() => signCursorsWith(Buffer.from('one key')))

const rows = ['a', 'b', 'ю']
const next = (limit: number) => page('notes', rows.slice(0, limit + 1), limit, (row) => [row, 'x']).nextCursor ?? ''

test('a page ends with a cursor to the row that it ends with', () => {
  expect(page('notes', rows, 2, (row) => [row])).toMatchObject({ items: ['a', 'b'], nextCursor: expect.any(String) })
  expect(openCursor('notes', next(2))).toEqual(['b', 'x'])
})

test('the last page has no cursor, nor has an empty one', () => {
  expect(page('notes', rows, 3, (row) => [row])).toEqual({ items: rows })
  expect(page('notes', [], 3, () => [])).toEqual({ items: [] })
})

test.each([
  ['nothing', () => ''],
  ['a word', () => 'abc'],
  ['no signature', () => next(1).split('.')[0] ?? ''],
  ['another text under the signature', () => `${Buffer.from('["z","x"]').toString('base64url')}.${next(1).split('.')[1]}`],
  ['a signature that was cut', () => next(1).slice(0, -2)],
  ['one of another list', () => page('letters', rows, 1, (row) => [row]).nextCursor ?? ''],
])('a forged cursor is refused: %s', (_, forged) => expect(() => openCursor('notes', forged())).toThrow(new Refused('cursor.invalid')))

test('cursors of another key are refused', () => {
  const cursor = next(1)
  signCursorsWith(Buffer.from('another key'))
  expect(() => openCursor('notes', cursor)).toThrow(new Refused('cursor.invalid'))
  signCursorsWith(Buffer.from('one key'))
})
