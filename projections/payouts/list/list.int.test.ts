import { identityEvents, PersonErased } from '@kontor/core/identity'
import { move } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerRegistered, partnersEvents } from '@kontor/core/partners'
import { PaymentApproved, PaymentFailed, PaymentPaid, PaymentRejected, PaymentRequested, payoutsEvents } from '@kontor/core/payouts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { signCursorsWith } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import { payoutsList } from './project.ts'
import { findPayout, getRequested, listPayouts } from './queries.ts'

const [ours, theirs, operator] = [id(90), id(91), id(1)]
const [anna, ilya] = [id(11), id(12)]
const on = (day: number, tenantId = ours) =>
  testMeta({ tenantId, actor: { kind: 'user', id: operator }, occurredAt: `2026-01-${String(day).padStart(2, '0')}T10:00:00.000Z` })
const payoutId = (n: number) => `${id(70)}${id(n)}`
const rewardIds = [`${id(70)}${id(501)}`, `${id(70)}${id(502)}`]

type Asked = { readonly tenantId?: string; readonly currency?: string; readonly comment?: string }
const requested = (n: number, partnerId: string, { tenantId = ours, currency = 'RUB', comment }: Asked = {}) =>
  PaymentRequested(
    {
      ...{ payoutId: payoutId(n), partnerId, number: n, rewardIds, amount: { minor: BigInt(n) * 1000n, currency }, requestedBy: id(60) },
      ...{ entries: move('available', 'requested', BigInt(n) * 1000n), ...(comment && { comment }) },
    },
    on(n, tenantId),
  )
const approved = (n: number, partnerId: string, comment?: string) =>
  PaymentApproved({ payoutId: payoutId(n), partnerId, ...(comment && { comment }) }, on(20))
const registered = (partnerId: string, name: string) =>
  PartnerRegistered(
    {
      ...{ partnerId, programmeId: id(50), userId: id(60), name, email: 'a@b.test', language: 'ru', knownAccount: false },
      applicationKey: `application_${name}`,
    },
    on(1),
  )

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, [...partnersEvents, ...payoutsEvents, ...identityEvents]).given
  signCursorsWith(Buffer.from('test'))
})
afterAll(() => db.drop())

const as = <T>(partnerId: string, query: Parameters<typeof db.asTenant<T>>[1], tenantId = ours) => db.asTenant({ tenantId, partnerId }, query)

test('a payout is asked for, approved and paid', async () => {
  const entries = move('requested', 'paid', 1000n)
  const paid = PaymentPaid({ payoutId: payoutId(1), partnerId: anna, reference: '88412', entries }, on(21))
  await given(payoutsList, registered(anna, 'Анна'), requested(1, anna, { comment: 'за ноябрь' }), approved(1, anna, 'да'), paid).thenRows(
    'payouts_list',
    [{ status: 'paid' }],
  )
  expect(await as(anna, (tx) => findPayout(tx, payoutId(1)))).toEqual({
    ...{ payoutId: payoutId(1), number: 1, partnerId: anna, partnerName: 'Анна', amount: { minor: '1000', currency: 'RUB' }, status: 'paid' },
    ...{ rows: 2, rewardIds, comment: 'за ноябрь', decisionComment: 'да', reference: '88412', requestedAt: '2026-01-01T10:00:00.000Z' },
    ...{ decidedAt: '2026-01-20T10:00:00.000Z', decidedBy: operator, paidAt: '2026-01-21T10:00:00.000Z' },
  })
})

test('one is declined in words, another fails at the bank', () => {
  const rejected = PaymentRejected({ payoutId: payoutId(1), partnerId: anna, comment: 'позже', entries: [] }, on(20))
  const failed = PaymentFailed({ payoutId: payoutId(2), partnerId: anna, reason: 'account closed', entries: [] }, on(22))
  return given(payoutsList, requested(1, anna), requested(2, anna), rejected, approved(2, anna), failed).thenRows('payouts_list', [
    { status: 'rejected', decision_comment: 'позже', decided_by: operator, paid_at: null },
    { status: 'failed', reason: 'account closed', decided_by: operator },
  ])
})

test('of an erased partner only placeholders are left, also in what is decided afterwards', () =>
  given(
    payoutsList,
    registered(anna, 'Анна'),
    registered(ilya, 'Илья'),
    requested(1, anna, { comment: 'мой номер +7 900' }),
    requested(2, anna),
    requested(3, ilya, { comment: 'спасибо' }),
    PersonErased({ personId: anna, kind: 'partner' }, on(10)),
    PersonErased({ personId: id(60), kind: 'user' }, on(10)),
    approved(2, anna, 'Анна, да'),
  ).thenRows('payouts_list', [
    { comment: '[erased]', decision_comment: null },
    { comment: null, decision_comment: '[erased]', status: 'approved' },
    { comment: 'спасибо' },
  ]))

describe('the list', () => {
  const list = (question: Partial<Parameters<typeof listPayouts>[1]>, partnerId = '*', tenantId = ours) =>
    as(partnerId, (tx) => listPayouts(tx, { limit: 50, ...question }), tenantId)
  const found = async (...asked: Parameters<typeof list>) => (await list(...asked)).items.map(({ number }) => number)

  beforeAll(() =>
    given(
      payoutsList,
      requested(1, anna),
      requested(2, ilya, { currency: 'USD' }),
      requested(3, anna),
      requested(4, anna, { tenantId: theirs }),
      approved(1, anna),
      requested(5, ilya),
    ).thenRows('payouts_list', [{}, {}, {}, {}, {}]),
  )

  test('shows a tenant its own and a partner theirs, newest first', async () => {
    expect(await found({})).toEqual([5, 3, 2, 1])
    expect(await found({}, anna)).toEqual([3, 1])
    expect(await found({}, '*', theirs)).toEqual([4])
    expect(await as(ilya, (tx) => findPayout(tx, payoutId(1)))).toBeNull()
  })

  test('is filtered, and comes in pages', async () => {
    expect(await found({ status: 'approved' })).toEqual([1])
    expect(await found({ partnerId: ilya })).toEqual([5, 2])
    const first = await list({ limit: 3 })
    expect(first.total).toBe(4)
    expect(await found({ limit: 3, ...(first.nextCursor && { cursor: first.nextCursor }) })).toEqual([1])
  })

  test('what waits is summed a currency, the largest first', async () => {
    expect(await as('*', getRequested)).toEqual({
      count: 3,
      amounts: [
        { minor: '8000', currency: 'RUB' },
        { minor: '2000', currency: 'USD' },
      ],
    })
  })
})
