import { CustomerReferred, DealPushed, dealsEvents } from '@kontor/core/deals'
import { identityEvents, PersonErased } from '@kontor/core/identity'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerRegistered, partnersEvents } from '@kontor/core/partners'
import { payoutsEvents } from '@kontor/core/payouts'
import { rewardsEvents } from '@kontor/core/rewards'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { signCursorsWith } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import { accountBook } from '../testing.ts'
import { listBalances, listBalancesAsOf, listOwed } from './balances.ts'
import { rewardsList } from './project.ts'
import { findReward, findRewards, listRewards } from './queries.ts'

const [ours, theirs] = [id(90), id(91)]
const [anna, ilya, vera] = [id(11), id(12), id(13)]
const named = (partnerId: string, name: string, tenantId = ours) =>
  PartnerRegistered(
    {
      ...{ partnerId, programmeId: id(50), userId: id(60), name, email: 'a@b.test', language: 'ru', knownAccount: false },
      applicationKey: `application_${name}`,
    },
    testMeta({ tenantId }),
  )
const brought = (n: number, partnerId: string, name: string, tenantId = ours) =>
  CustomerReferred(
    { customerId: id(100 + n), partnerId, programmeId: id(50), source: 'manual', name, nameKeys: [], suspicious: false },
    testMeta({ tenantId }),
  )
const pushed = (n: number, partnerId: string, externalId: string) =>
  DealPushed({ dealId: id(200 + n), customerId: id(100 + n), partnerId, crm: 'bitrix24', externalId, portal: 'p.test' }, testMeta({ tenantId: ours }))

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, [...partnersEvents, ...dealsEvents, ...rewardsEvents, ...payoutsEvents, ...identityEvents]).given
  signCursorsWith(Buffer.from('test'))
})
afterAll(() => db.drop())

const as = <T>(partnerId: string, query: Parameters<typeof db.asTenant<T>>[1], tenantId = ours) => db.asTenant({ tenantId, partnerId }, query)

test('a reward lives through its hold, a payout and a refund that comes after it', async () => {
  const book = accountBook({ tenantId: ours, partnerId: anna, account: 1 })
  book.settle(1, 12_345_00n, 0n, { holdDays: 14 })
  book.release(1)
  book.request(1, [book.rewardId(1)])
  book.approve(1)
  book.pay(1)
  book.settle(1, 12_345_00n, 5_000_00n)
  const names = [named(anna, 'Анна'), brought(1, anna, 'ООО Ромашка'), pushed(1, anna, '1042')]
  const own = { minor: -500_00, base: 7_345_00, status: 'available', reverses: book.rewardId(1), payout_id: null, rate: '10', terms_version: 1 }
  await given(rewardsList, ...names, ...book.events).thenRows('rewards_list', [
    { reward_id: book.rewardId(1), minor: 1_234_50, base: 12_345_00, status: 'paid', payout_id: book.payoutId(1) },
    own,
  ])
  expect(await as('*', (tx) => findReward(tx, book.rewardId(1)))).toEqual({
    ...{ rewardId: book.rewardId(1), partnerId: anna, partnerName: 'Анна', customerId: id(101), customerName: 'ООО Ромашка' },
    ...{ dealId: id(201), dealNumber: '1042', amount: { minor: '123450', currency: 'RUB' }, base: { minor: '1234500', currency: 'RUB' } },
    ...{ baseWord: 'deal-amount', rate: '10', termsVersion: 1, status: 'paid', payoutId: book.payoutId(1), payoutNumber: 1, payoutStatus: 'paid' },
    ...{ paidAt: '2026-01-01T05:00:00.000Z', reference: 'ref 1', occurredAt: '2026-01-01T01:00:00.000Z' },
  })
  expect(await as('*', (tx) => listBalances(tx, {}))).toEqual([{ currency: 'RUB', available: '-50000', held: '0', requested: '0', paid: '123450' }])
})

test('a payout that is declined or fails lets its rows go', async () => {
  const book = accountBook({ tenantId: ours, partnerId: anna, account: 1 })
  book.settle(1, 1000n, 0n)
  book.settle(2, 2000n, 0n)
  book.request(1, [book.rewardId(1)])
  book.reject(1)
  book.request(2, [book.rewardId(2)])
  book.approve(2)
  book.fail(2)
  await given(rewardsList, ...book.events).thenRows('rewards_list', [{ status: 'available' }, { status: 'available' }])
  const [one, two] = await as(anna, (tx) => findRewards(tx, [book.rewardId(2), book.rewardId(1)]))
  expect(one).not.toHaveProperty('payoutId', expect.anything())
  expect(two).not.toHaveProperty('payoutNumber', expect.anything())
})

test('a reward without a hold is available from its first fact on, though its release comes in a batch of its own', async () => {
  const book = accountBook({ tenantId: ours, partnerId: anna, account: 1 })
  book.settle(1, 1000n, 0n)
  book.settle(2, 1000n, 0n, { holdDays: 3 })
  const accrued = book.events.filter(({ type }) => type === 'rewards.RewardAccrued')
  await given(rewardsList, ...accrued).thenRows('rewards_list', [{ status: 'available' }, { status: 'held' }])
})

test('a sale that shrinks to nothing reverses its reward, and one that is won again restores it to what its hold says', async () => {
  const book = accountBook({ tenantId: ours, partnerId: anna, account: 1 })
  book.settle(1, 1000n, 0n, { holdDays: 3 })
  book.settle(1, 0n, 0n)
  book.settle(2, 1000n, 0n)
  book.settle(2, 0n, 0n)
  book.settle(1, 3000n, 0n)
  await given(rewardsList, ...book.events).thenRows('rewards_list', [
    { minor: 300, status: 'held' },
    { minor: 0, status: 'reversed' },
  ])
})

test('of who is erased only the placeholder is left; money stays, and nobody else is touched', async () => {
  const [one, two] = [accountBook({ tenantId: ours, partnerId: anna, account: 1 }), accountBook({ tenantId: theirs, partnerId: anna, account: 2 })]
  for (const book of [one, two]) book.settle(1, 1000n, 0n)
  const erased = (personId: string, kind: 'partner' | 'customer' | 'user') => PersonErased({ personId, kind }, testMeta({ tenantId: ours }))
  const names = [named(anna, 'Анна'), brought(1, anna, 'Пётр'), named(anna, 'Anna', theirs), brought(1, anna, 'Peter', theirs)]
  await given(
    rewardsList,
    ...names,
    ...one.events,
    ...two.events,
    erased(anna, 'partner'),
    erased(id(101), 'customer'),
    erased(id(60), 'user'),
  ).thenRows('rewards_names', [
    { subject: 'customer', name: '[erased]' },
    { subject: 'partner', name: '[erased]' },
    { subject: 'customer', name: 'Peter' },
    { subject: 'partner', name: 'Anna' },
  ])
  expect(await as('*', (tx) => findReward(tx, one.rewardId(1)))).toMatchObject({ partnerName: '[erased]', amount: { minor: '100' } })
})

describe('the list', () => {
  const [a, b, c] = [
    accountBook({ tenantId: ours, partnerId: anna, account: 1 }),
    accountBook({ tenantId: ours, partnerId: ilya, account: 2, currency: 'USD' }),
    accountBook({ tenantId: theirs, partnerId: vera, account: 3 }),
  ]
  const list = (question: Partial<Parameters<typeof listRewards>[1]>, partnerId = '*', tenantId = ours) =>
    as(partnerId, (tx) => listRewards(tx, { limit: 50, ...question }), tenantId)
  const found = async (...asked: Parameters<typeof list>) => (await list(...asked)).items.map(({ rewardId }) => rewardId)

  beforeAll(() => {
    a.settle(1, 1000n, 0n)
    a.settle(2, 2000n, 0n)
    b.settle(3, 3000n, 0n, { holdDays: 1 })
    c.settle(4, 4000n, 0n)
    const names = [named(anna, 'Анна'), named(ilya, 'Илья'), named(vera, 'Вера', theirs), brought(1, anna, 'Ромашка_1'), pushed(2, anna, '1042')]
    return given(rewardsList, ...names, ...a.events, ...b.events, ...c.events).thenRows('rewards_list', [{}, {}, {}, {}])
  })

  test('shows a tenant its own and a partner theirs, newest first', async () => {
    expect(await found({})).toEqual([a.rewardId(2), b.rewardId(3), a.rewardId(1)])
    expect(await found({}, ilya)).toEqual([b.rewardId(3)])
    expect(await found({}, '*', theirs)).toEqual([c.rewardId(4)])
    expect(await as(ilya, (tx) => findReward(tx, a.rewardId(1)))).toBeNull()
    expect(await as(ilya, (tx) => findRewards(tx, [a.rewardId(1), b.rewardId(3)]))).toHaveLength(1)
  })

  test('is filtered by state, partner, deal, period and what is shown', async () => {
    expect(await found({ status: 'held' })).toEqual([b.rewardId(3)])
    expect(await found({ partnerId: anna })).toEqual([a.rewardId(2), a.rewardId(1)])
    expect(await found({ dealId: id(202) })).toEqual([a.rewardId(2)])
    expect(await found({ q: 'РОМАШКА_' })).toEqual([a.rewardId(1)])
    expect(await found({ q: '104' })).toEqual([a.rewardId(2)])
    expect(await found({ q: '%' })).toEqual([])
    expect(await found({ from: '2026-01-01T02:00:00.000Z' })).toEqual([a.rewardId(2)])
    expect((await list({ to: '2026-01-01T02:00:00.000Z' })).total).toBe(2)
  })

  test('comes in pages without a gap, also where moments are the same', async () => {
    const first = await list({ limit: 2 })
    expect(first.total).toBe(3)
    const second = await list({ limit: 2, ...(first.nextCursor && { cursor: first.nextCursor }) })
    expect([...first.items, ...second.items].map(({ rewardId }) => rewardId)).toEqual(await found({}))
    expect(second.nextCursor).toBeUndefined()
  })

  test('balances are told a currency, of one partner or all', async () => {
    expect((await as('*', (tx) => listBalances(tx, {}))).map(({ currency, available, held }) => [currency, available, held])).toEqual([
      ['RUB', '300', '0'],
      ['USD', '0', '300'],
    ])
    expect(await as('*', (tx) => listBalances(tx, { partnerId: ilya }))).toHaveLength(1)
    expect(await as(ilya, (tx) => listBalances(tx, { partnerId: anna }))).toEqual([])
    expect(await as('*', (tx) => listOwed(tx, [anna, ilya]))).toEqual([
      { partnerId: anna, currency: 'RUB', minor: '300' },
      { partnerId: ilya, currency: 'USD', minor: '300' },
    ])
  })

  test('a balance as of a moment knows what happened in it, and nothing later', async () => {
    const asOf = (moment: string) => as(anna, (tx) => listBalancesAsOf(tx, { asOf: moment }))
    expect(await asOf('2026-01-01T02:00:00.000Z')).toMatchObject([{ available: '300' }])
    expect(await asOf('2026-01-01T01:59:59.999Z')).toMatchObject([{ available: '100' }])
    expect(await asOf('2026-01-01T00:59:59.999Z')).toEqual([])
  })
})
