import type { DealItem } from '@kontor/gateways/http/deals/contract'
import { expect, test } from 'vitest'
import { columnsOf, sumsOf } from './board.ts'

const deal = (dealId: string, status: DealItem['status'], stageName: string | null, minor?: string, currency = 'RUB'): DealItem => ({
  dealId,
  number: null,
  customerId: dealId,
  customerName: dealId,
  partnerId: 'p',
  partnerName: 'P',
  status,
  stage: null,
  stageName,
  stageSince: '2026-11-01T00:00:00.000Z',
  amount: minor ? { minor, currency } : null,
  refunded: null,
  openedAt: '2026-11-01T00:00:00.000Z',
  wonAt: null,
  lostReason: null,
  occurredAt: '2026-11-01T00:00:00.000Z',
})

test('deals stand under their stage, those under way before the won and the lost', () => {
  const columns = columnsOf([
    deal('a', 'won', 'Closed', '100'),
    deal('b', 'open', 'New'),
    deal('c', 'lost', null),
    deal('d', 'open', 'Talks'),
    deal('e', 'open', 'New'),
  ])
  expect(columns.map(({ stage, status, deals }) => [stage, status, deals.map(({ dealId }) => dealId).join('')])).toEqual([
    ['New', 'open', 'be'],
    ['Talks', 'open', 'd'],
    [undefined, 'won', 'a'],
    [undefined, 'lost', 'c'],
  ])
})
test('a deal without a stage has a column of its own', () =>
  expect(columnsOf([deal('a', 'open', null)])[0]).toMatchObject({ stage: undefined, status: 'open' }))
test('sums are exact, and no two currencies are added', () => {
  expect(
    sumsOf([deal('a', 'won', null, '9007199254740993'), deal('b', 'won', null, '2'), deal('c', 'won', null, '5', 'USD'), deal('d', 'open', null)]),
  ).toEqual([
    { minor: '9007199254740995', currency: 'RUB' },
    { minor: '5', currency: 'USD' },
  ])
})
