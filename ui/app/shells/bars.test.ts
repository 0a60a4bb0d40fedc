import { describe, expect, test } from 'vitest'
import type { Shell } from '../manifest.ts'
import { barOf } from './bars.ts'

const items = (...orders: readonly number[]) =>
  orders.map((order) => ({ id: `row${order}`, order, icon: 'house' as const, label: `Row ${order}`, to: `/${order}`, current: false }))
const told = (shell: Shell, ...orders: readonly number[]) =>
  barOf(shell, items(...orders)).map(({ id, items }) => `${id}: ${items.map((row) => row.id.slice(3)).join(' ')}`)

describe('the bottom bar of a phone', () => {
  test('an operator: the partners behind one word, the rest under "more"', () =>
    expect(told('workspace', 1, 3, 4, 5, 6, 7, 8, 10, 11)).toEqual(['row1: 1', 'partners: 3 4 5 6 7', 'row8: 8', 'more: 10 11']))
  test('a partner: rewards and payouts are the money', () =>
    expect(told('partner', 1, 2, 4, 5, 6)).toEqual(['row1: 1', 'row2: 2', 'row4: 4', 'money: 5 6']))
  test('a hub of one row is the row', () => {
    expect(told('workspace', 1, 4)).toEqual(['row1: 1', 'row4: 4'])
    expect(told('workspace', 1, 4, 10)).toEqual(['row1: 1', 'row4: 4', 'row10: 10'])
  })
  test('never more than five, and nothing is lost', () => {
    const bar = barOf('partner', items(1, 2, 3, 4, 5, 6, 7, 10))
    expect(bar).toHaveLength(5)
    expect(
      bar
        .flatMap(({ items }) => items)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['row1', 'row10', 'row2', 'row3', 'row4', 'row5', 'row6', 'row7'])
  })
  test('the public shell has none', () => expect(barOf('public', items(1))).toEqual([]))
})
