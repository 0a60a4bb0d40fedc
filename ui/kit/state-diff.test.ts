import { expect, test } from 'vitest'
import { differences } from './state-diff.ts'

const rub = (minor: string) => ({ minor, currency: 'RUB' })

test('what came, what went and what became of the rest, and nothing that stayed', () => {
  const before = { status: 'held', heldUntil: '2026-11-17', amount: rub('100'), rows: { a: { minor: '1' }, b: 2 } }
  const after = { status: 'available', amount: rub('100'), rows: { a: { minor: '1' }, b: 3 }, payoutId: 'p' }
  expect(differences(before, after)).toEqual([
    { sign: '−', path: 'heldUntil', before: '2026-11-17' },
    { sign: '+', path: 'payoutId', after: 'p' },
    { sign: '→', path: 'rows.b', before: 2, after: 3 },
    { sign: '→', path: 'status', before: 'held', after: 'available' },
  ])
})
test('a sum and a list change as a whole', () =>
  expect(differences({ sum: rub('1'), list: [1] }, { sum: rub('2'), list: [1, 2] })).toEqual([
    { sign: '→', path: 'list', before: [1], after: [1, 2] },
    { sign: '→', path: 'sum', before: rub('1'), after: rub('2') },
  ]))
test('before the first event everything is new, down to its fields', () =>
  expect(differences(null, { status: 'pending', terms: { percent: '10' }, none: {} })).toEqual([
    { sign: '+', path: 'none', after: {} },
    { sign: '+', path: 'status', after: 'pending' },
    { sign: '+', path: 'terms.percent', after: '10' },
  ]))
test('a tree in place of a word is a change of it', () =>
  expect(differences({ a: 'x' }, { a: { b: 1 } })).toEqual([{ sign: '→', path: 'a', before: 'x', after: { b: 1 } }]))
test('the same is no difference', () => expect(differences({ a: { b: [1] } }, { a: { b: [1] } })).toEqual([]))
