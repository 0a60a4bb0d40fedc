import { expect, test } from 'vitest'
import { daysOf, metricsOf } from './metrics.ts'

const figures = (nth: number, currency: string, changes: object = {}) => ({
  ...{ nth, currency, customers: 0, deals: 0, won: 0, wonMinor: '0', earnedMinor: '0' },
  ...changes,
})

test('clicks are people’s; sums stand a currency each, the largest first, and nothing is no line', () => {
  const clicks = [
    { clicks: 10, unique: 5, bots: 3 },
    { clicks: 2, unique: 1 },
  ]
  const days = [
    figures(0, '', { customers: 2, deals: 1 }),
    figures(0, 'RUB', { won: 1, wonMinor: '100', earnedMinor: '10' }),
    figures(1, 'USD', { won: 1, wonMinor: '900719925474099300', earnedMinor: '5' }),
    figures(2, 'RUB', { wonMinor: '-40', earnedMinor: '-10' }),
  ]
  expect(metricsOf(clicks, days)).toEqual({
    ...{ clicks: 9, unique: 6, customers: 2, deals: 1, won: 2 },
    wonAmount: [
      { minor: '900719925474099300', currency: 'USD' },
      { minor: '60', currency: 'RUB' },
    ],
    earned: [{ minor: '5', currency: 'USD' }],
  })
})

test('each day has its own, in order, also where there was nothing', () => {
  const clicks = [
    { date: '2026-04-02', clicks: 4, unique: 2, bots: 4 },
    { date: '2026-04-01', clicks: 3, unique: 1, bots: 1 },
  ]
  expect(daysOf(clicks, [figures(1, '', { customers: 1 }), figures(1, 'RUB', { won: 2 })])).toEqual([
    { date: '2026-04-01', clicks: 2, unique: 1, customers: 0, won: 0 },
    { date: '2026-04-02', clicks: 0, unique: 2, customers: 1, won: 2 },
  ])
})
