import { CustomerReferred, DealPushed, DealPushFailed, DealPushRequested, DuplicateDismissed, dealsEvents } from '@kontor/core/deals'
import { move } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerApproved, PartnerRegistered, PartnerRejected, partnersEvents } from '@kontor/core/partners'
import { PaymentApproved, PaymentRejected, PaymentRequested, payoutsEvents } from '@kontor/core/payouts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { viewTests } from '../../kernel/testing.ts'
import { badgesCounters } from './project.ts'
import { getBadges, getWaiting } from './queries.ts'

const [ours, theirs] = [id(90), id(91)]
const on = (tenantId: string) => testMeta({ tenantId })
const person = {
  programmeId: id(50),
  userId: id(60),
  name: 'A',
  email: 'a@b.test',
  language: 'ru',
  knownAccount: false,
  applicationKey: 'x',
} as const
const applied = (n: number, tenantId: string) => PartnerRegistered({ ...person, partnerId: id(n) }, on(tenantId))
const asked = (n: number, tenantId = ours) =>
  PaymentRequested(
    {
      ...{ payoutId: id(70) + id(n), partnerId: id(1), number: n, rewardIds: [id(70) + id(500)], amount: { minor: 1n, currency: 'RUB' } },
      ...{ requestedBy: id(60), entries: move('available', 'requested', 1n) },
    },
    on(tenantId),
  )
const brought = (n: number, duplicate: object = {}) =>
  CustomerReferred(
    { customerId: id(n), partnerId: id(1), programmeId: id(50), source: 'manual', name: 'C', nameKeys: [], suspicious: false, ...duplicate },
    on(ours),
  )
const deal = (n: number) => ({ dealId: id(n), customerId: id(n), partnerId: id(1) })
const inCrm = { crm: 'bitrix24', externalId: '1042', portal: 'p.test' } as const

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, [...partnersEvents, ...dealsEvents, ...payoutsEvents]).given
})
afterAll(() => db.drop())

const badges = (tenantId: string) => db.asTenant({ tenantId, partnerId: '*' }, getBadges)

test('what was decided waits no longer, in each tenant its own', async () => {
  await given(
    badgesCounters,
    applied(1, ours),
    applied(2, ours),
    applied(3, ours),
    applied(4, theirs),
    PartnerApproved({ partnerId: id(1) }, on(ours)),
    PartnerRejected({ partnerId: id(4), reason: 'no' }, on(theirs)),
  ).thenRows('badges_counters', [{ id: id(2) }, { id: id(3) }])
  expect(await badges(ours)).toEqual({ applications: 2, payouts: 0, deals: 0 })
  expect(await badges(theirs)).toEqual({ applications: 0, payouts: 0, deals: 0 })
})

test('a payout waits until somebody decides', async () => {
  const about = (n: number) => ({ payoutId: id(70) + id(n), partnerId: id(1) })
  await given(
    badgesCounters,
    asked(1),
    asked(2),
    asked(3),
    asked(4, theirs),
    PaymentApproved(about(1), on(ours)),
    PaymentRejected({ ...about(2), comment: 'no', entries: [] }, on(ours)),
  ).thenRows('badges_counters', [{ id: id(70) + id(3) }, { tenant_id: theirs }])
  expect(await badges(ours)).toEqual({ applications: 0, payouts: 1, deals: 0 })
})

test('a deal is stuck from the refusal of the CRM until it is sent again, or there after all', async () => {
  await given(
    badgesCounters,
    DealPushFailed({ ...deal(1), reason: 'no funnel' }, on(ours)),
    DealPushFailed({ ...deal(2), reason: 'no funnel' }, on(ours)),
    DealPushFailed({ ...deal(3), reason: 'no funnel' }, on(ours)),
    DealPushRequested(deal(1), on(ours)),
    DealPushed({ ...deal(2), ...inCrm }, on(ours)),
  ).thenRows('badges_counters', [{ badge: 'deals', id: id(3) }])
  expect(await badges(ours)).toEqual({ applications: 0, payouts: 0, deals: 1 })
})

test("another partner's customer waits for the operator, one's own does not", async () => {
  await given(
    badgesCounters,
    brought(1),
    brought(2, { duplicateOf: id(1) }),
    brought(3, { duplicateOf: id(1), duplicateOfPartnerId: id(7) }),
    brought(4, { duplicateOf: id(1), duplicateOfPartnerId: id(7) }),
    DuplicateDismissed({ customerId: id(4), partnerId: id(1), programmeId: id(50) }, on(ours)),
  ).thenRows('badges_counters', [{ badge: 'duplicates', id: id(3) }])
  expect(await db.asTenant({ tenantId: ours, partnerId: '*' }, getWaiting)).toEqual({ applications: 0, payouts: 0, deals: 0, duplicates: 1 })
})
