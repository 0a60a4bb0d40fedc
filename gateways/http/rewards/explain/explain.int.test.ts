import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../infra/testing/house.ts'
import type { Explanation } from '../contract.ts'
import { earningTenant } from '../testing.ts'

type Tenant = Awaited<ReturnType<typeof earningTenant>>
type Headers = { readonly authorization: string }

let house: TestHouse
let tenant: Tenant
let anna: Awaited<ReturnType<Tenant['join']>>
let ilya: Awaited<ReturnType<Tenant['join']>>
beforeAll(async () => {
  house = await testHouse()
  tenant = await earningTenant(house.deps, { percent: '7.5', holdDays: 0 })
  anna = await tenant.join('Анна')
  ilya = await tenant.join('Илья')
}, 60_000)
afterAll(() => house?.close())

const explained = async (rewardId: string, headers: Headers) => {
  const url = `/api/v1/rewards/${rewardId}/explain?after=${await house.deps.head()}`
  return (await house.app.inject({ url, headers })).json<Explanation>()
}
const post = (url: string, headers: Headers, payload: object) => house.app.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload })

/** A decimal as a fraction: digits without the point, and how many of them come after it. */
const fraction = (text: string) => {
  const [whole = '', part = ''] = text.split('.')
  return { digits: BigInt(whole + part), scale: part.length }
}
const scaled = (digits: bigint, from: number, to: number) => digits * 10n ** BigInt(to - from)

/** Reckons again what each step says, from its inputs and the result before, by rules of its own. Answers the last result. */
const reckonedAgain = ({ arithmetic }: Explanation): string => {
  let before: string | undefined
  for (const step of arithmetic) {
    const [first = '', second = ''] = step.in
    if (before !== undefined) expect(first, `what ${step.op} begins with`).toBe(before)
    const value = fraction(first)
    if (step.op === 'base') expect(step.out).toBe(first)
    if (step.op === 'minus') expect(BigInt(step.out)).toBe(BigInt(first) - BigInt(second))
    if (step.op === 'times-bp') {
      const out = fraction(step.out)
      expect(scaled(out.digits, out.scale, 4 + value.scale)).toBe(value.digits * BigInt(second))
    }
    if (step.op === 'round') {
      expect(second).toBe('half-away-from-zero')
      const unit = 10n ** BigInt(value.scale)
      const [size, sign] = value.digits < 0n ? [-value.digits, -1n] : [value.digits, 1n]
      expect(BigInt(step.out)).toBe(sign * (size / unit + ((size % unit) * 2n >= unit ? 1n : 0n)))
    }
    before = step.out
  }
  return before ?? ''
}

const isInTheLog = async ({ steps }: Explanation) => {
  for (const { event, stream, revision, position } of steps) {
    const [found] = await house.deps.log.readPart(stream, { from: BigInt(revision), direction: 'forwards', count: 1 })
    expect([found?.type, found?.position]).toEqual([event, position])
  }
}
const eventsOf = ({ steps }: Explanation) => steps.map(({ event }) => event)

describe('a sale that came by a click', () => {
  let deal: Awaited<ReturnType<Tenant['refer']>>
  beforeAll(async () => {
    const [other, own] = [
      await tenant.click(ilya.partnerId, '2026-09-12T10:00:00.000Z'),
      await tenant.click(anna.partnerId, '2026-10-03T08:20:00.000Z'),
    ]
    deal = await tenant.refer(anna.partnerId, 'ООО Ромашка', [own, other], '2026-10-03T08:24:00.000Z')
    await tenant.win(deal, 125_000_50n, '2026-11-03T11:02:00.000Z')
  })

  test('is told from the click to the money, each step found in the log, and the amount follows from the arithmetic alone', async () => {
    const why = await explained(deal.rewardId, tenant.owner)
    expect(eventsOf(why)).toEqual([
      'links.ClickRecorded',
      'deals.CustomerReferred',
      'deals.CustomerAttributed',
      'deals.DealOpened',
      'deals.DealWon',
      'partners.TermsPublished',
      'rewards.RewardAccrued',
      'rewards.RewardReleased',
    ])
    await isInTheLog(why)
    expect(why.amount).toEqual({ minor: '937504', currency: 'RUB' })
    expect(reckonedAgain(why)).toBe('937504')
    expect(why.arithmetic[1]).toEqual({ op: 'times-bp', in: ['12500050', '750'], out: '937503.75' })
    expect(why.sentence).toEqual([
      { part: 'rate', percent: '7.5' },
      { part: 'base', word: 'deal-amount', amount: { minor: '12500050', currency: 'RUB' } },
      { part: 'result', amount: { minor: '937504', currency: 'RUB' } },
    ])
    const zero = { minor: '0', currency: 'RUB' }
    const rule = { percent: '7.5', personal: false, holdDays: 0, minimumPayout: zero, base: 'deal-amount', attribution: 'last-click', windowDays: 30 }
    expect(why.terms).toEqual({ version: 1, rule })
    expect(why.ledger.map(({ lines }) => lines.map(({ ledger, minor }) => [ledger, minor]))).toEqual([
      [
        ['programme', '-937504'],
        ['held', '937504'],
      ],
      [
        ['held', '-937504'],
        ['available', '937504'],
      ],
    ])
  })

  test('shows the partner nobody else, and nothing of who the visitor was', async () => {
    const staff = JSON.stringify(await explained(deal.rewardId, tenant.owner))
    for (const seen of ['203.0.113.7', 'Firefox', ilya.partnerId, 'otherTouches']) expect(staff).toContain(seen)
    const why = await explained(deal.rewardId, anna.headers)
    const shown = JSON.stringify(why)
    for (const hidden of ['203.0.113.7', 'https://t.me/x', ilya.partnerId, 'dayKey', 'nameKeys', 'suspicious', 'visitor'])
      expect(shown).not.toContain(hidden)
    const attributed = why.steps.find(({ event }) => event === 'deals.CustomerAttributed')
    expect(attributed?.data).toMatchObject({ partnerId: anna.partnerId, otherTouches: [{ partnerId: 'other' }] })
    expect(eventsOf(why)).toEqual(eventsOf(await explained(deal.rewardId, tenant.owner)))
  })

  test('is not changed by terms that are published afterwards', async () => {
    const before = await explained(deal.rewardId, tenant.owner)
    await tenant.publish({ percent: '50', holdDays: 90, minimum: 1n })
    await anna.personal('99')
    expect(await explained(deal.rewardId, tenant.owner)).toEqual(before)
  })
})

test('without a click it begins with the customer, and a share of the partner’s own names its fact', async () => {
  const vera = await tenant.join('Вера')
  await vera.personal('12.5', '2026-02-01T00:00:00.000Z')
  const deal = await tenant.refer(vera.partnerId, 'По знакомству', [], '2026-03-01T00:00:00.000Z')
  await tenant.win(deal, 10_00n, '2026-03-02T00:00:00.000Z')
  const why = await explained(deal.rewardId, vera.headers)
  expect(eventsOf(why)[0]).toBe('deals.CustomerReferred')
  expect(eventsOf(why)).toContain('partners.PartnerTermsSet')
  expect(why.terms.rule).toMatchObject({ percent: '12.5', personal: true })
  expect(reckonedAgain(why)).toBe('125')
})

test('a refund before a payout lowers the amount, and is told', async () => {
  const vera = await tenant.join('Вера')
  const deal = await tenant.refer(vera.partnerId, 'Вернули', [], '2026-03-01T00:00:00.000Z')
  await tenant.win(deal, 1_000_00n, '2026-03-02T00:00:00.000Z')
  await tenant.refund(deal, 400_00n, '2026-03-03T00:00:00.000Z')
  const why = await explained(deal.rewardId, vera.headers)
  expect(why).toMatchObject({ amount: { minor: '4500' }, status: 'available' })
  expect(reckonedAgain(why)).toBe('4500')
  expect(eventsOf(why).slice(-2)).toEqual(['deals.DealRefunded', 'rewards.RewardReversed'])
  expect(why.sentence).toContainEqual({ part: 'refunded', amount: { minor: '40000', currency: 'RUB' } })
  expect(why.ledger.flatMap(({ lines }) => lines).reduce((sum, { minor }) => sum + BigInt(minor), 0n)).toBe(0n)
})

test('a refund after the payout is a row of its own with its own arithmetic, and the paid row keeps its own', async () => {
  const paying = await earningTenant(house.deps)
  const vera = await paying.join('Вера')
  const deal = await paying.refer(vera.partnerId, 'Заплачено', [], '2026-03-01T00:00:00.000Z')
  await paying.win(deal, 12_345_00n, '2026-03-02T00:00:00.000Z')
  const { payoutId } = (await post('/payouts', vera.headers, { rewardIds: [deal.rewardId] })).json()
  await post(`/payouts/${payoutId}/approve`, paying.owner, {})
  await post(`/payouts/${payoutId}/paid`, paying.owner, { reference: '88412' })
  await paying.refund(deal, 5_000_00n)

  const paid = await explained(deal.rewardId, vera.headers)
  expect(paid).toMatchObject({ amount: { minor: '123450' }, status: 'paid', payoutId })
  expect(reckonedAgain(paid)).toBe('123450')
  const lists = await house.app.inject({ url: `/api/v1/rewards?after=${await house.deps.head()}`, headers: vera.headers })
  const line = lists.json<{ items: { rewardId: string; reverses?: string }[] }>().items.find(({ reverses }) => reverses === deal.rewardId)
  const why = await explained(line?.rewardId ?? '', vera.headers)
  expect(why).toMatchObject({ amount: { minor: '-50000' }, status: 'available', reverses: deal.rewardId })
  expect(reckonedAgain(why)).toBe('-50000')
  expect(why.sentence.map(({ part }) => part)).toEqual(['rate', 'base', 'refunded', 'posted', 'result'])
  expect(eventsOf(why).slice(-5)).toEqual([
    'payouts.PaymentRequested',
    'payouts.PaymentApproved',
    'payouts.PaymentPaid',
    'deals.DealRefunded',
    'rewards.RewardReversed',
  ])
  await isInTheLog(why)
})
