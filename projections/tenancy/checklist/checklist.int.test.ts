import { DealWon, dealsEvents } from '@kontor/core/deals'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerApproved, partnersEvents, TermsPublished } from '@kontor/core/partners'
import { PaymentPaid, payoutsEvents } from '@kontor/core/payouts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { viewTests } from '../../kernel/testing.ts'
import { tenancyChecklist } from './project.ts'
import { getChecklist } from './queries.ts'

const [ours, theirs] = [id(90), id(91)]
const on = (tenantId: string, day: number) => testMeta({ tenantId, occurredAt: `2026-01-0${day}T10:00:00.000Z` })
const published = (tenantId: string, day: number) =>
  TermsPublished({ programmeId: id(1), version: day, percent: '5', holdDays: 0, minimumPayout: { minor: 0n, currency: 'RUB' } }, on(tenantId, day))

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, [...partnersEvents, ...dealsEvents, ...payoutsEvents]).given
})
afterAll(() => db.drop())

const checklist = (tenantId: string) => db.asTenant({ tenantId, partnerId: '*' }, getChecklist)

test('a step is taken at its earliest time, and stays taken', async () => {
  await given(
    tenancyChecklist,
    published(ours, 3),
    published(ours, 2),
    PartnerApproved({ partnerId: id(5) }, on(theirs, 4)),
    published(ours, 5),
  ).thenRows('tenancy_checklist', [
    { tenant_id: ours, step: 'terms-published', done_at: '2026-01-02T10:00:00+00:00' },
    { tenant_id: theirs, step: 'partner-approved' },
  ])
  expect(await checklist(ours)).toEqual({
    items: [
      { step: 'terms-published', doneAt: '2026-01-02T10:00:00.000Z' },
      ...['partner-approved', 'click-recorded', 'customer-referred', 'deal-won', 'payment-paid'].map((step) => ({ step, doneAt: null })),
    ],
  })
  expect((await checklist(theirs)).items.map(({ doneAt }) => doneAt)).toEqual([null, '2026-01-04T10:00:00.000Z', ...[null, null, null, null]])
})

test('further steps are ticked by what partners bring', async () => {
  const deal = { dealId: id(6), customerId: id(7), partnerId: id(5), programmeId: id(1) }
  await given(
    tenancyChecklist,
    DealWon({ ...deal, amount: { minor: 1n, currency: 'RUB' } }, on(ours, 3)),
    PaymentPaid({ payoutId: id(8) + id(9), partnerId: id(5), reference: '1', entries: [] }, on(ours, 4)),
  ).thenRows('tenancy_checklist', [{ step: 'deal-won' }, { step: 'payment-paid' }])
})
