import { DealLost, DealPushed, DealPushFailed, DealStageMoved, DuplicateDismissed } from '@kontor/core/deals'
import { PersonErased } from '@kontor/core/identity'
import { move } from '@kontor/core/kernel'
import { id } from '@kontor/core/kernel/testing'
import { LinkCreated, LinkRetitled } from '@kontor/core/links'
import { PaymentFailed, PaymentPaid } from '@kontor/core/payouts'
import { RewardAdjusted, RewardReleased, RewardReversed } from '@kontor/core/rewards'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { signCursorsWith } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import {
  accrued,
  anna,
  at,
  boris,
  cause,
  customer,
  dealOf,
  definitions,
  opened,
  ours,
  partner,
  payoutIdOf,
  requested,
  rewardIdOf,
  rewardOf,
  rub,
  seconds,
  theirs,
  won,
} from '../testing.ts'
import { dealsCustomers } from './project.ts'
import { findCustomer, listCustomers } from './queries.ts'

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, definitions).given
  signCursorsWith(Buffer.from('test'))
})
afterAll(() => db.drop())

const asked = (question: Partial<Parameters<typeof listCustomers>[1]> = {}, actor = { tenantId: ours, partnerId: '*' }) =>
  db.asTenant(actor, (tx) => listCustomers(tx, { limit: 50, amongPartners: actor.partnerId === '*', ...question }))
const found = async (...question: Parameters<typeof asked>) =>
  (await asked(...question)).items.map(({ customerId }) => Number.parseInt(customerId, 16))
const shown = (n: number, partnerId = '*') => db.asTenant({ tenantId: ours, partnerId }, (tx) => findCustomer(tx, id(n)))

const link = { code: '0123456789ab', programmeId: id(50), timeZone: 'Europe/Moscow', type: 'direct' as const }

test('a customer comes by a link, and the link by its present title', async () => {
  await given(
    dealsCustomers,
    partner(anna, 'Анна'),
    LinkCreated({ ...link, linkId: id(40), partnerId: anna, title: 'Ремонт' }, at(0)),
    customer(1, anna, { linkId: id(40), phone: '+79001234567' }),
    LinkRetitled({ linkId: id(40), partnerId: anna, title: 'Ремонт осенью' }, at(2)),
  ).thenRows('deals_customers', [{ customer_id: id(1), partner_id: anna, email: null, waits: false, created_at: seconds(1) }])
  expect(await shown(1)).toEqual({
    ...{
      customerId: id(1),
      partnerId: anna,
      partnerName: 'Анна',
      name: 'Customer 1',
      phone: '+79001234567',
      email: null,
      company: null,
      comment: null,
    },
    ...{ source: 'form', linkId: id(40), linkTitle: 'Ремонт осенью', createdAt: '2026-01-01T00:00:01.000Z', waits: false, suspicious: false },
  })
})

test("another partner's duplicate waits until it is dismissed, and who was first is told to the tenant's people alone", async () => {
  await given(
    dealsCustomers,
    customer(1, anna),
    customer(2, boris, { duplicateOf: id(1), duplicateOfPartnerId: anna }),
    customer(3, anna, { duplicateOf: id(1) }),
    customer(4, boris, { duplicateOf: id(1), duplicateOfPartnerId: anna }),
    DuplicateDismissed({ customerId: id(4), partnerId: boris, programmeId: id(50) }, at(9)),
  ).thenRows('deals_customers', [{ waits: false }, { waits: true }, { waits: false }, { waits: false }])
  expect(await found({ waits: true })).toEqual([2])
  expect(await shown(2)).toMatchObject({ duplicateOf: id(1), waits: true })
  expect(await shown(2, boris)).not.toHaveProperty('duplicateOf')
  expect(await shown(3, anna)).toMatchObject({ duplicateOf: id(1) })
})

test('the deal and its way into the CRM stand with the customer', async () => {
  const ids = { dealId: id(101), customerId: id(1), partnerId: anna }
  const pushed = { ...ids, crm: 'bitrix24' as const, externalId: '1042', portal: 'sandbox', url: 'https://crm.test/1042' }
  await given(
    dealsCustomers,
    customer(1, anna),
    customer(2, anna),
    opened(1, anna, 'bitrix24'),
    opened(2, anna, 'bitrix24'),
    DealPushFailed({ ...ids, dealId: id(102), customerId: id(2), reason: 'Access denied' }, at(13)),
    DealPushFailed({ ...ids, reason: 'No such stage' }, at(13)),
    DealPushed(pushed, at(14)),
    DealStageMoved({ ...ids, stageId: 'C1:NEW', stageName: 'Новая', funnelId: 1 }, at(15)),
  ).thenRows('deals_customers_deals', [
    { deal_id: id(101), status: 'open', crm_state: 'sent', crm_reason: null, stage_since: seconds(15), occurred_at: seconds(15) },
    { deal_id: id(102), crm_state: 'failed', crm_reason: 'Access denied', stage_since: seconds(12) },
  ])
  expect(await shown(1)).toMatchObject({
    deal: { dealId: id(101), number: '1042', stage: 'C1:NEW', stageName: 'Новая', status: 'open' },
    crm: { state: 'sent', externalId: '1042', url: 'https://crm.test/1042' },
  })
  expect(await shown(2)).toMatchObject({ deal: { number: null, stage: null }, crm: { state: 'failed', reason: 'Access denied' } })
})

describe('a reward', () => {
  const before = [customer(1, anna), opened(1, anna), won(1, anna, 500_00n, 20), accrued(1, anna, 50_00n, 20)]
  const released = RewardReleased({ ...rewardOf(1, anna), entries: move('held', 'available', 50_00n) }, at(21))
  const asks = requested(1, anna, [rewardIdOf(1)], 50_00n, 22)
  const payout = { payoutId: payoutIdOf(1), partnerId: anna }
  const paid = PaymentPaid({ ...payout, reference: 'PP-1', entries: move('requested', 'paid', 50_00n) }, at(23))
  const failed = PaymentFailed({ ...payout, reason: 'No such account', entries: move('requested', 'available', 50_00n) }, at(23))
  const lowered = (to: bigint, lineId?: string) =>
    RewardReversed(
      {
        ...{ ...rewardOf(1, anna), ...cause, ...(lineId && { lineId }) },
        ...{ change: rub(to - 50_00n), amount: rub(to), base: rub(to * 10n), entries: move('programme', 'available', to - 50_00n) },
      },
      at(24),
    )
  const regained = RewardAdjusted(
    { ...rewardOf(1, anna), ...cause, change: rub(10n), amount: rub(10n), base: rub(100n), entries: move('programme', 'held', 10n) },
    at(25),
  )

  test.each([
    ['is held until its day', [], { status: 'held', amount: '5000', heldUntil: '2026-02-01T00:00:00.000Z' }],
    ['is available once released', [released], { status: 'available', amount: '5000' }],
    ['is in the payout that was asked for', [released, asks], { status: 'requested', amount: '5000' }],
    ['is paid with it', [released, asks, paid], { status: 'paid', amount: '5000' }],
    ['is free again when the payout failed', [released, asks, failed], { status: 'available', amount: '5000' }],
    [
      'is in the second payout after the first failed',
      [released, asks, failed, requested(2, anna, [rewardIdOf(1)], 50_00n, 24)],
      { status: 'requested', amount: '5000' },
    ],
    ['is lowered by a refund', [released, lowered(20_00n)], { status: 'available', amount: '2000' }],
    ['is reversed at nothing', [released, lowered(0n)], { status: 'reversed', amount: '0' }],
    [
      'comes back as its ledger lines say',
      [released, lowered(0n), regained],
      { status: 'held', amount: '10', heldUntil: '2026-02-01T00:00:00.000Z' },
    ],
    [
      'stays as paid when a row of its own corrects it',
      [released, asks, paid, lowered(-20_00n, id(200) + id(800))],
      { status: 'paid', amount: '5000' },
    ],
  ])('%s', async (_, then, { amount, ...reward }) => {
    await given(dealsCustomers, ...before, ...then).thenRows('deals_customers_rewards', [{ deal_id: id(101), reward_id: rewardIdOf(1) }])
    expect((await shown(1))?.reward).toEqual({ rewardId: rewardIdOf(1), amount: { minor: amount, currency: 'RUB' }, ...reward })
  })
})

test('of an erased customer and an erased partner only the placeholder is left, where there was a text', async () => {
  await given(
    dealsCustomers,
    partner(anna, 'Анна'),
    partner(boris, 'Boris'),
    customer(1, anna, { phone: '+7', comment: 'Evening' }),
    customer(2, boris),
    customer(1, anna, { email: 'other@tenant.test' }, theirs),
    PersonErased({ personId: id(1), kind: 'customer' }, at(9)),
    PersonErased({ personId: boris, kind: 'partner' }, at(9)),
    PersonErased({ personId: id(60), kind: 'user' }, at(9)),
  ).thenRows('deals_customers', [
    { tenant_id: ours, customer_id: id(1), name: '[erased]', phone: '[erased]', email: null, company: null, comment: '[erased]' },
    { tenant_id: ours, customer_id: id(2), name: 'Customer 2' },
    { tenant_id: theirs, customer_id: id(1), name: 'Customer 1', email: 'other@tenant.test' },
  ])
  expect((await asked()).items.map(({ partnerName }) => partnerName)).toEqual(['[erased]', 'Анна'])
})

describe('the list', () => {
  beforeAll(() =>
    given(
      dealsCustomers,
      partner(anna, 'Анна Смирнова'),
      partner(boris, 'Boris'),
      customer(1, anna, { name: 'ООО Ромашка', phone: '+79001234567' }),
      customer(2, boris, { name: 'Ёлкин_100%', email: 'sales@RIVER.test' }),
      customer(3, anna, { company: 'Берег', linkId: id(40) }),
      customer(4, anna, {}, theirs),
      opened(1, anna),
      opened(2, boris),
      won(1, anna, 12_345_00n, 20),
      DealLost({ ...dealOf(2, boris), reason: 'Too expensive' }, at(21)),
    ).thenRows('deals_customers', [{}, {}, {}, {}]),
  )

  test('shows a tenant its own and a partner theirs, newest first', async () => {
    expect(await found()).toEqual([3, 2, 1])
    expect(await found({}, { tenantId: theirs, partnerId: '*' })).toEqual([4])
    const own = await asked({}, { tenantId: ours, partnerId: anna })
    expect(own.items.map(({ customerId, partnerName }) => [customerId, partnerName])).toEqual([
      [id(3), 'Анна Смирнова'],
      [id(1), 'Анна Смирнова'],
    ])
    expect(own.total).toBe(2)
    expect(await shown(2, anna)).toBeNull()
  })

  test('is searched whatever the case, in any script, and literally; a phone however it is written', async () => {
    expect(await found({ q: 'рОМАШ' })).toEqual([1])
    expect(await found({ q: 'ёлкин_' })).toEqual([2])
    expect(await found({ q: 'river' })).toEqual([2])
    expect(await found({ q: 'БЕРЕГ' })).toEqual([3])
    expect(await found({ q: '(900) 123-45' })).toEqual([1])
    expect(await found({ q: '%' })).toEqual([2])
    expect(await found({ q: 'смирнова' })).toEqual([3, 1])
    expect(await found({ q: 'смирнова' }, { tenantId: ours, partnerId: anna })).toEqual([])
    expect(await found({ q: 'nobody' })).toEqual([])
  })

  test('is filtered by what became of them, by source and by partner', async () => {
    expect(await found({ status: 'won' })).toEqual([1])
    expect(await found({ status: 'lost' })).toEqual([2])
    expect(await found({ status: 'none' })).toEqual([3])
    expect(await found({ status: 'open' })).toEqual([])
    expect(await found({ source: 'form' })).toEqual([3])
    expect(await found({ partnerId: boris })).toEqual([2])
    expect(await asked({ status: 'won', q: 'ромашка' })).toMatchObject({
      total: 1,
      items: [{ deal: { amount: { minor: '1234500', currency: 'RUB' } } }],
    })
  })

  test('is read page by page, each customer once, and always says how many there are', async () => {
    const first = await asked({ limit: 2 })
    expect([first.total, first.items.map(({ customerId }) => customerId)]).toEqual([3, [id(3), id(2)]])
    const second = await asked({ limit: 2, cursor: first.nextCursor })
    expect([second.total, second.items.map(({ customerId }) => customerId), second.nextCursor]).toEqual([3, [id(1)], undefined])
  })
})
