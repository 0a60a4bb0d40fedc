import { expect, test } from 'vitest'
import { arrive, nothingShown, type Shown } from './arrivals.ts'

type Row = { readonly partnerId: string; readonly word?: string }
const rows = (...ids: string[]): Row[] => ids.map((partnerId) => ({ partnerId }))
const shown = (...ids: string[]): Shown<Row> => ({ rows: rows(...ids), waiting: [], arrived: [], left: undefined })
const calm = { calm: true, open: undefined }
const working = { calm: false, open: undefined }
const ids = (result: Shown<Row>) => result.rows.map(({ partnerId }) => partnerId).join('')

test('the first rows are no news', () => expect(arrive<Row>(nothingShown, rows('b', 'a'), working)).toEqual(shown('b', 'a')))
test('a calm reader sees the new row at once, tinted', () => {
  const after = arrive(shown('b', 'a'), rows('c', 'b', 'a'), calm)
  expect([ids(after), after.arrived, after.waiting]).toEqual(['cba', ['c'], []])
})
test('for a working reader nothing moves, and the new one is counted', () => {
  const after = arrive(shown('b', 'a'), rows('d', 'c', 'b', 'a'), working)
  expect([ids(after), after.waiting]).toEqual(['ba', ['d', 'c']])
})
test('a known row changes where it stands', () => {
  expect(arrive(shown('b', 'a'), [{ partnerId: 'b', word: 'new' }, { partnerId: 'a' }], working).rows[0]).toEqual({ partnerId: 'b', word: 'new' })
})
test('a decided row leaves', () => expect(ids(arrive(shown('b', 'a'), rows('a'), working))).toBe('a'))
test('but the open one stays in its place', () => {
  expect(ids(arrive(shown('c', 'b', 'a'), rows('c', 'a'), { calm: false, open: 'b' }))).toBe('cba')
  expect(ids(arrive(shown('c', 'b', 'a'), rows('d', 'c', 'a'), { calm: true, open: 'b' }))).toBe('dcba')
  const lastOfAll = arrive(shown('c', 'b', 'a'), rows('c'), { calm: true, open: 'a' })
  expect([ids(lastOfAll), lastOfAll.left]).toEqual(['ca', 'a'])
})
test('and leaves once another is opened', () => expect(ids(arrive(shown('c', 'b', 'a'), rows('c', 'a'), { calm: true, open: 'c' }))).toBe('ca'))
