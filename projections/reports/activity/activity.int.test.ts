import { CustomerReferred, DealAmended, DealLost, DealOpened, DealPushed, DealRefunded, DealReopened, DealWon, dealsEvents } from '@kontor/core/deals'
import { identityEvents, PersonErased } from '@kontor/core/identity'
import { type Message, move } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerRegistered, partnersEvents } from '@kontor/core/partners'
import { PaymentPaid, PaymentRequested, payoutsEvents } from '@kontor/core/payouts'
import { RewardAccrued, RewardReversed, rewardsEvents } from '@kontor/core/rewards'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { viewTests } from '../../kernel/testing.ts'
import { reportsActivity } from './project.ts'
import { figuresByDay, latestActivity, listPartnerSums, topPartners } from './queries.ts'

const [ours, theirs] = [id(90), id(91)]
const [anna, ilya] = [id(11), id(12)]
const on = (at: string, tenantId = ours) => testMeta({ tenantId, occurredAt: `2026-01-${at}:00.000Z` })
const rub = (minor: bigint, currency = 'RUB') => ({ minor, currency })
const deal = (n: number, partnerId = anna) => ({ dealId: id(200 + n), customerId: id(100 + n), partnerId, programmeId: id(50) })
const registered = (partnerId: string, name: string, tenantId = ours) =>
  PartnerRegistered(
    {
      ...{ partnerId, programmeId: id(50), userId: id(60), name, email: 'a@b.test', language: 'ru', knownAccount: false },
      applicationKey: `application_${name}`,
    },
    on('01T00:00', tenantId),
  )
const brought = (n: number, at: string, partnerId = anna, tenantId = ours) =>
  CustomerReferred(
    { customerId: id(100 + n), partnerId, programmeId: id(50), source: 'manual', name: `Customer ${n}`, nameKeys: [], suspicious: false },
    on(at, tenantId),
  )
const won = (n: number, minor: bigint, at: string, partnerId = anna, currency = 'RUB') =>
  DealWon({ ...deal(n, partnerId), amount: rub(minor, currency) }, on(at))
const refunded = (n: number, back: bigint, all: bigint, at: string) =>
  DealRefunded({ ...deal(n), refundId: `r${all}`, amount: rub(back), refunded: rub(all) }, on(at))
const subject = (n: number) => ({ rewardId: id(70) + id(n), partnerId: anna, customerId: id(100 + n), dealId: id(200 + n) })
const arithmetic = [{ op: 'base' as const, in: ['1'], out: '1' }]
const accrued = (n: number, minor: bigint, at: string) =>
  RewardAccrued(
    {
      ...{ ...subject(n), programmeId: id(50), amount: rub(minor), base: rub(minor * 10n), baseWord: 'deal-amount', rate: '10', termsVersion: 1 },
      ...{ personalRate: false, heldUntil: '2026-01-01T00:00:00.000Z', arithmetic, entries: move('programme', 'held', minor) },
    },
    on(at),
  )
const reversed = (n: number, change: bigint, at: string) =>
  RewardReversed(
    {
      ...{ ...subject(n), cause: { kind: 'refunded', eventId: id(1) }, change: rub(change), amount: rub(0n), base: rub(0n) },
      ...{ baseWord: 'deal-amount', arithmetic, entries: move('programme', 'held', change) },
    },
    on(at),
  )

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, [...partnersEvents, ...dealsEvents, ...rewardsEvents, ...payoutsEvents, ...identityEvents]).given
})
afterAll(() => db.drop())

const as = <T>(partnerId: string, query: Parameters<typeof db.asTenant<T>>[1], tenantId = ours) => db.asTenant({ tenantId, partnerId }, query)
const january = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'].map((day) => `${day}T00:00:00.000Z`)
const days = (partnerId = '*', tenantId = ours) => as(partnerId, (tx) => figuresByDay(tx, { bounds: january }), tenantId)
const wonByDay = async () => (await days()).filter(({ currency }) => currency !== '').map(({ nth, won, wonMinor }) => [nth, won, wonMinor])

describe('a sale', () => {
  const counts = async (events: readonly Message[], expected: readonly unknown[]) => {
    await given(reportsActivity, ...events).thenRows('reports_deals', [{}])
    expect(await wonByDay()).toEqual(expected)
  }

  test('counts on its day, and what is given back on the day of the refund', () =>
    counts(
      [won(1, 1000n, '01T10:00'), refunded(1, 300n, 300n, '02T10:00'), refunded(1, 100n, 400n, '03T10:00')],
      [
        [0, 1, '1000'],
        [1, 0, '-300'],
        [2, 0, '-100'],
      ],
    ))

  test('that turns out bigger counts the difference', () =>
    counts(
      [won(1, 1000n, '01T10:00'), DealAmended({ ...deal(1), amount: rub(1500n) }, on('02T10:00'))],
      [
        [0, 1, '1000'],
        [1, 0, '500'],
      ],
    ))

  test('that was none after all is taken back, less what was refunded, and counts again when it is won again', () =>
    counts(
      [
        won(1, 1000n, '01T10:00'),
        refunded(1, 300n, 300n, '01T11:00'),
        DealLost({ ...deal(1), reason: 'no' }, on('02T10:00')),
        DealReopened(deal(1), on('03T10:00')),
        won(1, 2000n, '04T10:00'),
      ],
      [
        [0, 1, '700'],
        [1, -1, '-700'],
        [3, 1, '1700'],
      ],
    ))

  test('that was never won counts nothing', () =>
    counts([DealOpened(deal(1), on('01T10:00')), DealLost({ ...deal(1), reason: 'no' }, on('02T10:00'))], []))
})

describe('a tenant', () => {
  beforeAll(() =>
    given(
      reportsActivity,
      registered(anna, 'Анна'),
      registered(ilya, 'Илья'),
      registered(anna, 'Anna', theirs),
      brought(1, '01T10:00'),
      DealOpened(deal(1), on('01T10:01')),
      brought(2, '01T23:50', ilya),
      brought(3, '02T10:00', anna, theirs),
      DealPushed({ ...deal(1), crm: 'bitrix24', externalId: '1042', portal: 'p.test' }, on('01T10:02')),
      won(1, 12_345_00n, '02T10:00'),
      accrued(1, 1_234_50n, '02T10:00'),
      won(2, 20_000_00n, '02T11:00', ilya, 'USD'),
      refunded(1, 5_000_00n, 5_000_00n, '03T10:00'),
      reversed(1, -500_00n, '03T10:00'),
      PaymentRequested(
        {
          ...{ payoutId: id(70) + id(500), partnerId: anna, number: 17, rewardIds: [id(70) + id(1)], amount: rub(734_50n), requestedBy: id(60) },
          entries: move('available', 'requested', 734_50n),
        },
        on('03T11:00'),
      ),
      PaymentPaid({ payoutId: id(70) + id(500), partnerId: anna, reference: '1', entries: move('requested', 'paid', 734_50n) }, on('04T11:00')),
    ).thenRows('reports_seen', [{ tenant_id: ours }, { tenant_id: theirs }]),
  )

  test('is counted by day, a partner by their own', async () => {
    expect(await days()).toEqual([
      { nth: 0, currency: '', customers: 2, deals: 1, won: 0, wonMinor: '0', earnedMinor: '0' },
      { nth: 1, currency: 'RUB', customers: 0, deals: 0, won: 1, wonMinor: '1234500', earnedMinor: '123450' },
      { nth: 1, currency: 'USD', customers: 0, deals: 0, won: 1, wonMinor: '2000000', earnedMinor: '0' },
      { nth: 2, currency: 'RUB', customers: 0, deals: 0, won: 0, wonMinor: '-500000', earnedMinor: '-50000' },
    ])
    expect((await days(ilya)).map(({ nth, currency }) => [nth, currency])).toEqual([
      [0, ''],
      [1, 'USD'],
    ])
    expect(await days('*', theirs)).toMatchObject([{ customers: 1 }])
  })

  test('is counted in days of any zone that begin at a quarter of an hour', async () => {
    const kathmandu = ['2025-12-31T18:15:00.000Z', '2026-01-01T18:15:00.000Z', '2026-01-02T18:15:00.000Z']
    const counted = await as('*', (tx) => figuresByDay(tx, { bounds: kathmandu, partnerId: ilya }))
    expect(counted.map(({ nth, customers, won: sold }) => [nth, customers, sold])).toEqual([
      [1, 1, 0],
      [1, 0, 1],
    ])
  })

  test('has partners who won the most, and sums of each since the beginning', async () => {
    const top = await as('*', (tx) => topPartners(tx, { from: january[0] ?? '', to: january[4] ?? '' }))
    const [ofIlya, ofAnna] = [
      { partnerId: ilya, customers: 1, won: 1, amount: [{ minor: '2000000', currency: 'USD' }], reward: [] },
      { partnerId: anna, customers: 1, won: 1, amount: [{ minor: '734500', currency: 'RUB' }], reward: [{ minor: '73450', currency: 'RUB' }] },
    ]
    expect(top).toEqual([
      { ...ofIlya, name: 'Илья' },
      { ...ofAnna, name: 'Анна' },
    ])
    expect(await as('*', (tx) => listPartnerSums(tx, [anna]))).toEqual([ofAnna])
    expect(await as(ilya, (tx) => listPartnerSums(tx, [anna, ilya]))).toEqual([ofIlya])
  })

  test('is told what has just happened, in the words of who and what', async () => {
    const told = await as('*', (tx) => latestActivity(tx, { limit: 4 }))
    expect(told.map(({ kind }) => kind)).toEqual(['payout-paid', 'payout-requested', 'refunded', 'won'])
    expect(told[0]).toMatchObject({ partnerName: 'Анна', payoutId: id(70) + id(500), payoutNumber: 17, amount: { minor: '73450', currency: 'RUB' } })
    expect(told[2]).toMatchObject({ customerName: 'Customer 1', dealId: id(201), dealNumber: '1042', amount: { minor: '500000' } })
    expect((await as(ilya, (tx) => latestActivity(tx, { limit: 20 }))).map(({ kind }) => kind)).toEqual(['won', 'customer'])
  })
})

test('of who is erased nothing but the placeholder is told', async () => {
  const erased = (personId: string, kind: 'partner' | 'customer') => PersonErased({ personId, kind }, on('03T00:00'))
  await given(
    reportsActivity,
    registered(anna, 'Анна'),
    brought(1, '01T10:00'),
    brought(2, '01T11:00'),
    erased(anna, 'partner'),
    erased(id(101), 'customer'),
  ).thenRows('reports_names', [{ name: '[erased]' }, { name: 'Customer 2' }, { name: '[erased]' }])
  expect(await as('*', (tx) => latestActivity(tx, { limit: 9 }))).toMatchObject([
    { customerName: 'Customer 2', partnerName: '[erased]' },
    { customerName: '[erased]', partnerName: '[erased]' },
  ])
})
