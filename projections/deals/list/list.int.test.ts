import { DealAmended, DealLost, DealPushed, DealPushFailed, DealPushRequested, DealRefunded, DealReopened, DealStageMoved } from '@kontor/core/deals'
import { PersonErased } from '@kontor/core/identity'
import { id } from '@kontor/core/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { signCursorsWith } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import {
  accrued,
  anna,
  at,
  boris,
  customer,
  dealOf,
  definitions,
  opened,
  ours,
  partner,
  requested,
  rewardIdOf,
  rub,
  seconds,
  theirs,
  won,
} from '../testing.ts'
import { dealsList } from './project.ts'
import { findDeal, listDeals } from './queries.ts'

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, definitions).given
  signCursorsWith(Buffer.from('test'))
})
afterAll(() => db.drop())

const asked = (question: Partial<Parameters<typeof listDeals>[1]> = {}, actor = { tenantId: ours, partnerId: '*' }) =>
  db.asTenant(actor, (tx) => listDeals(tx, { limit: 50, amongPartners: actor.partnerId === '*', ...question }))
const found = async (...question: Parameters<typeof asked>) =>
  (await asked(...question)).items.map(({ customerId }) => Number.parseInt(customerId, 16))
const shown = (n: number, partnerId = '*') => db.asTenant({ tenantId: ours, partnerId }, (tx) => findDeal(tx, id(100 + n)))

const inCrm = { dealId: id(101), customerId: id(1), partnerId: anna }
const failed = (reason: string, second: number) => DealPushFailed({ ...inCrm, reason }, at(second))
const pushed = DealPushed({ ...inCrm, crm: 'bitrix24', externalId: '1042', portal: 'sandbox' }, at(30))

test.each([
  ['waits for the CRM', [], { crm_state: 'waiting', external_id: null, crm_reason: null }],
  ['is stuck, in the words of the last refusal', [failed('First', 20), failed('Second', 21)], { crm_state: 'failed', crm_reason: 'Second' }],
  [
    'waits again when somebody asked to push it once more',
    [failed('First', 20), DealPushRequested(inCrm, at(21))],
    { crm_state: 'waiting', crm_reason: null },
  ],
  ['arrives', [failed('First', 20), pushed], { crm_state: 'sent', crm_reason: null, external_id: '1042', url: null }],
])('a deal %s', (_, then, row) => given(dealsList, opened(1, anna, 'bitrix24'), ...then).thenRows('deals_list', [row]))

test('a stage is known since it was come to; before the first, since the opening', async () => {
  const moved = (stageId: string, second: number) => DealStageMoved({ ...inCrm, stageId, stageName: `Stage ${stageId}`, funnelId: 0 }, at(second))
  await given(dealsList, opened(1, anna, 'bitrix24'), opened(2, anna), moved('NEW', 20), pushed, moved('WON', 40)).thenRows('deals_list', [
    { stage: 'WON', stage_name: 'Stage WON', stage_since: seconds(40), opened_at: seconds(11) },
    { stage: null, stage_since: seconds(12), occurred_at: seconds(12) },
  ])
})

test.each([
  ['is won', [won(1, anna, 100n, 20)], { status: 'won', amount: '100', won_at: seconds(20), refunded: null }],
  [
    'is amended: won then, for another amount',
    [won(1, anna, 100n, 20), DealAmended({ ...dealOf(1, anna), amount: rub(120n) }, at(21))],
    { status: 'won', amount: '120', won_at: seconds(20) },
  ],
  [
    'is lost after it was won, and keeps its amount',
    [won(1, anna, 100n, 20), DealLost({ ...dealOf(1, anna), reason: 'Changed their mind' }, at(21))],
    { status: 'lost', lost_reason: 'Changed their mind', amount: '100', won_at: seconds(20) },
  ],
  [
    'is opened again',
    [DealLost({ ...dealOf(1, anna), reason: 'No answer' }, at(20)), DealReopened(dealOf(1, anna), at(21))],
    { status: 'open', lost_reason: null, won_at: null },
  ],
  [
    'is refunded, twice: what counts is all of it',
    [
      won(1, anna, 100n, 20),
      DealRefunded({ ...dealOf(1, anna), refundId: 'a', amount: rub(10n), refunded: rub(10n) }, at(21)),
      DealRefunded({ ...dealOf(1, anna), refundId: 'b', amount: rub(20n), refunded: rub(30n) }, at(22)),
    ],
    { status: 'won', amount: '100', refunded: '30', occurred_at: seconds(22) },
  ],
])('a deal %s', (_, then, row) => given(dealsList, opened(1, anna), ...then).thenRows('deals_list', [row]))

test('one deal, as it is told', async () => {
  await given(
    dealsList,
    partner(anna, 'Анна'),
    customer(1, anna, { name: 'ООО Ромашка' }),
    opened(1, anna),
    won(1, anna, 500_00n, 20),
    accrued(1, anna, 50_00n, 20),
    requested(1, anna, [rewardIdOf(1)], 50_00n, 21),
  ).thenRows('deals_list', [{}])
  expect(await shown(1, anna)).toEqual({
    ...{ dealId: id(101), number: null, customerId: id(1), customerName: 'ООО Ромашка', partnerId: anna, partnerName: 'Анна', status: 'won' },
    ...{ stage: null, stageName: null, stageSince: '2026-01-01T00:00:11.000Z', amount: { minor: '50000', currency: 'RUB' }, refunded: null },
    reward: { rewardId: rewardIdOf(1), amount: { minor: '5000', currency: 'RUB' }, status: 'requested' },
    ...{ openedAt: '2026-01-01T00:00:11.000Z', wonAt: '2026-01-01T00:00:20.000Z', lostReason: null, occurredAt: '2026-01-01T00:00:20.000Z' },
  })
  expect(await shown(1, boris)).toBeNull()
})

test('of an erased customer only the placeholder is left', async () => {
  await given(
    dealsList,
    customer(1, anna),
    customer(1, anna, {}, theirs),
    opened(1, anna),
    opened(1, anna, undefined, theirs),
    PersonErased({ personId: id(1), kind: 'customer' }, at(20)),
  ).thenRows('deals_list_customers', [
    { tenant_id: ours, name: '[erased]' },
    { tenant_id: theirs, name: 'Customer 1' },
  ])
})

describe('the list', () => {
  beforeAll(() =>
    given(
      dealsList,
      partner(anna, 'Анна Смирнова'),
      customer(1, anna, { name: 'ООО Ромашка' }),
      customer(2, boris, { name: 'Ёлкин_100%' }),
      opened(1, anna, 'bitrix24'),
      opened(2, boris),
      opened(3, anna, 'bitrix24'),
      opened(4, anna, undefined, theirs),
      pushed,
      DealPushFailed({ dealId: id(103), customerId: id(3), partnerId: anna, reason: 'Access denied' }, at(31)),
      won(2, boris, 1n, 32),
    ).thenRows('deals_list', [{}, {}, {}, {}]),
  )

  test('shows a tenant its own and a partner theirs, newest first', async () => {
    expect(await found()).toEqual([3, 2, 1])
    expect(await found({}, { tenantId: theirs, partnerId: '*' })).toEqual([4])
    expect(await found({}, { tenantId: ours, partnerId: anna })).toEqual([3, 1])
  })

  test('is searched by customer, number and partner, and filtered', async () => {
    expect(await found({ q: 'РОМАШ' })).toEqual([1])
    expect(await found({ q: '104' })).toEqual([1])
    expect(await found({ q: '_100%' })).toEqual([2])
    expect(await found({ q: 'смирнова' })).toEqual([3, 1])
    expect(await found({ q: 'смирнова' }, { tenantId: ours, partnerId: anna })).toEqual([])
    expect(await found({ status: 'won' })).toEqual([2])
    expect(await found({ partnerId: anna, status: 'open' })).toEqual([3, 1])
    expect(await asked({ stuck: true })).toMatchObject({ total: 1, items: [{ dealId: id(103), crm: { state: 'failed', reason: 'Access denied' } }] })
  })

  test('is read page by page, each deal once', async () => {
    const first = await asked({ limit: 2 })
    const second = await asked({ limit: 2, cursor: first.nextCursor })
    expect([first, second].map(({ items, total }) => [total, items.map(({ dealId }) => dealId)])).toEqual([
      [3, [id(103), id(102)]],
      [3, [id(101)]],
    ])
    expect(second.nextCursor).toBeUndefined()
  })
})
