import { expect, test } from 'vitest'
import { branchesOf, hasMasked, leafOf } from './json-leaf.ts'

const now = new Date('2026-11-21T12:00:00.000Z')
const leaf = (value: unknown) => leafOf(value, 'en', now)

test('money is a sum, and the minor units stand beside it', () =>
  expect(leaf({ minor: '123450', currency: 'USD' })).toEqual({ look: 'plain', said: '$1,234.50', kept: '123450 USD' }))
test('a time is told, and kept to the millisecond', () => {
  expect(leaf('2026-11-03T11:02:07.114Z')).toMatchObject({ look: 'plain', kept: '2026-11-03T11:02:07.114Z', said: expect.stringContaining('Nov') })
  expect(leaf('2026-11-03')).toEqual({ look: 'text', said: '2026-11-03' })
})
test('what is hidden and what is erased are not words of a person', () => {
  expect([leaf('[masked]').look, leaf('[erased]').look, leaf('masked').look]).toEqual(['masked', 'erased', 'text'])
  expect([hasMasked({ a: ['[masked]'] }), hasMasked({ a: 'the [masked] man' }), hasMasked(undefined)]).toEqual([true, false, false])
})
test.each([
  [null, '–'],
  [true, 'true'],
  [7, '7'],
  [[], '[]'],
  [{}, '{}'],
])('%j is shown as %s', (value, said) => expect(leaf(value)).toEqual({ look: 'plain', said }))
test('only what has something inside opens', () => {
  expect(branchesOf({ a: 1, b: [2] })).toEqual([
    ['a', 1],
    ['b', [2]],
  ])
  expect([branchesOf({}), branchesOf('x'), branchesOf({ minor: '1', currency: 'RUB' })]).toEqual([undefined, undefined, undefined])
})
