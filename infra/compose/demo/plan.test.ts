import { expect, test } from 'vitest'
import { calendar, dayMs } from './calendar.ts'
import { planDemo, stories } from './plan.ts'

const end = '2026-11-21T13:00:00.000Z'
const plan = planDemo(end)
const won = plan.customers.filter(({ deal }) => deal.end.is === 'won')
const refunded = won.filter(({ deal }) => deal.end.is === 'won' && deal.end.refund)

test('there is at least as much as is promised', () => {
  expect(plan.links).toHaveLength(60)
  expect(plan.clicks.length).toBeGreaterThanOrEqual(20_000)
  expect(plan.customers.length).toBeGreaterThanOrEqual(500)
  expect(won.length).toBeGreaterThanOrEqual(150)
  expect(refunded.length).toBeGreaterThanOrEqual(10)
})

test('the same end tells the same story', () => expect(planDemo(end)).toEqual(plan))

test('nothing happens before it begins or after it ends, nor before what it follows from', () => {
  const [from, until] = [Date.parse(end) - 183 * dayMs, Date.parse(end)]
  for (const { at } of plan.clicks) expect(at > from && at < until).toBe(true)
  for (const { at, clicks, deal } of plan.customers) {
    const times = [...clicks.map((click) => click.at).toReversed(), at, deal.openedAt, ...deal.stages.map((stage) => stage.at)]
    const ends = deal.end.is === 'open' ? [] : [deal.end.at, ...(deal.end.is === 'won' && deal.end.refund ? [deal.end.refund.at] : [])]
    const order = [...times, ...ends, until]
    expect(order).toEqual(order.toSorted((one, other) => one - other))
  }
})

test('a click stands once, and every customer who followed one names one that is there', () => {
  const known = new Set(plan.clicks.map(({ n }) => n))
  expect(known.size).toBe(plan.clicks.length)
  expect(plan.customers.flatMap(({ clicks }) => clicks).every(({ n }) => known.has(n))).toBe(true)
})

test('nobody is twice there, neither here nor in the CRM', () => {
  const keys = plan.customers.flatMap(({ n, name, deal }) => [`n ${n}`, `name ${name}`, `deal ${deal.number}`])
  expect(new Set(keys).size).toBe(keys.length)
})

test('story (a): 12,345.00 won after a click, with an earlier touch of a second partner', () => {
  const told = plan.customers.find(({ deal }) => deal.number === stories.a)
  expect(told).toMatchObject({ name: 'ООО «Ромашка»', partner: 0, deal: { end: { is: 'won', minor: 1_234_500n } } })
  const [click, earlier] = told?.clicks ?? []
  expect([plan.links[click?.link ?? -1]?.partner, plan.links[earlier?.link ?? -1]?.partner]).toEqual([0, 1])
  expect((click?.at ?? 0) - (earlier?.at ?? 0)).toBeLessThan(30 * dayMs)
})

test('story (b): 5,000.00 of 12,345.00 come back', () =>
  expect(plan.customers.find(({ deal }) => deal.number === stories.b)?.deal.end).toMatchObject({ minor: 1_234_500n, refund: { minor: 500_000n } }))

test('working days are busier than Sundays, and noon than night', () => {
  const { day } = calendar(end)
  const sundays = plan.clicks.filter(({ at }) => new Date(day(at)).getUTCDay() === 0).length
  const tuesdays = plan.clicks.filter(({ at }) => new Date(day(at)).getUTCDay() === 2).length
  expect(tuesdays).toBeGreaterThan(sundays * 1.5)
  const hour = (at: number) => new Date(at + 3 * 3_600_000).getUTCHours()
  expect(plan.clicks.filter(({ at }) => hour(at) === 12).length).toBeGreaterThan(plan.clicks.filter(({ at }) => hour(at) === 4).length * 5)
})
