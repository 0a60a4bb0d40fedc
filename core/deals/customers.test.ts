import { expect, test } from 'vitest'
import type { MessageOf } from '../kernel/index.ts'
import { given, id, testMeta } from '../kernel/testing.ts'
import {
  CustomerAttributed,
  CustomerReferred,
  customers,
  DismissDuplicate,
  DuplicateDismissed,
  dealIdOf,
  ReferCustomer,
  type Touch,
} from './index.ts'

const now = '2026-02-01T00:00:00.000Z'
const meta = testMeta({ occurredAt: now })
const [customerId, partnerId, programmeId, rival, linkId] = [id(1), id(2), id(3), id(4), id(5)]
const person = { name: 'Ольга', phone: '+79001234567', email: 'olga@mail.test', nameKeys: ['phone_1f'], suspicious: false }
const ids = { customerId, partnerId, programmeId }
const manual = { ...ids, source: 'manual' as const, ...person }
const refer = (changes: Partial<MessageOf<typeof ReferCustomer>['data']> = {}) =>
  ReferCustomer({ ...manual, touches: [], known: [], ...changes }, meta)
const referred = CustomerReferred(manual, meta)
const attributed = (changes: Partial<MessageOf<typeof CustomerAttributed>['data']> = {}) =>
  CustomerAttributed({ customerId, partnerId, rule: 'manual', windowDays: 30, otherTouches: [], ...changes }, meta)

test('somebody brought by hand counts for whoever brought them', () => given(customers).when(refer()).then(referred, attributed()))
test('the same customer again is no news', () => given(customers, referred, attributed()).when(refer()).then())
test('a form without a known click counts for the link', () =>
  given(customers)
    .when(refer({ source: 'form', linkId }))
    .then(CustomerReferred({ ...manual, source: 'form', linkId }, meta), attributed({ rule: 'link', linkId })))

const touch = (n: number, occurredAt: string, changes: Partial<Touch> = {}): Touch => ({
  ...{ clickId: id(100 + n), linkId, partnerId, occurredAt, stream: `clicks-${id(7)}.20260101`, revision: String(n) },
  ...changes,
})
/** Which click decides, and what else is told of, the latest first. */
const decidedBy = (touches: readonly Touch[], changes: Partial<MessageOf<typeof ReferCustomer>['data']> = {}) => {
  const events = customers.decide['deals.ReferCustomer'](refer({ touches: [...touches], ...changes }), { status: 'none' })
  const { click, otherTouches, rule } = CustomerAttributed.among(events).data
  return { rule, click: click?.clickId, others: otherTouches.map(({ clickId }) => clickId) }
}
const [early, late] = [touch(1, '2026-01-10T00:00:00.000Z'), touch(2, '2026-01-20T00:00:00.000Z')]

test('the last click decides, in whatever order clicks were found', () => {
  const decided = { rule: 'last-click', click: late.clickId, others: [early.clickId] }
  expect(decidedBy([early, late])).toEqual(decided)
  expect(decidedBy([late, early])).toEqual(decided)
})
test('the click that the visitor names goes before a later one', () =>
  expect(decidedBy([early, late], { clickId: early.clickId })).toEqual({ rule: 'last-click', click: early.clickId, others: [late.clickId] }))
test('a click on another partner’s link is told of and decides nothing', () => {
  const other = touch(3, '2026-01-30T00:00:00.000Z', { partnerId: rival })
  expect(decidedBy([early, other])).toEqual({ rule: 'last-click', click: early.clickId, others: [other.clickId] })
  expect(decidedBy([other], { source: 'form' })).toEqual({ rule: 'link', click: undefined, others: [other.clickId] })
})
test('of two clicks at one moment the later in the log decides', () => {
  const [one, two] = [touch(9, late.occurredAt), touch(10, late.occurredAt)]
  expect(decidedBy([one, two]).click).toBe(two.clickId)
  expect(decidedBy([two, one]).click).toBe(two.clickId)
})
test('and with two streams it is always the same one', () => {
  const [one, two] = [touch(9, late.occurredAt), touch(9, late.occurredAt, { clickId: id(200), stream: `clicks-${id(8)}.20260101` })]
  expect(decidedBy([one, two]).click).toBe(decidedBy([two, one]).click)
})
test.each([
  ['2026-01-02T00:00:00.000Z', true],
  ['2026-01-01T23:59:59.999Z', false],
  ['2026-01-02T03:00:00+03:00', true],
  ['2026-02-01T00:00:00.000Z', true],
  ['2026-02-01T00:00:00.001Z', false],
])('a click at %s counts for a form of 1 February: %s', (occurredAt, counts) =>
  expect(decidedBy([touch(1, occurredAt)]).click !== undefined).toBe(counts),
)

const known = (n: number, whose: string) => ({ customerId: id(n), partnerId: whose })
const doubtful = CustomerReferred({ ...manual, duplicateOf: id(12), duplicateOfPartnerId: rival }, meta)
test('whom another partner brought first is marked with both', () =>
  given(customers)
    .when(refer({ known: [known(11, partnerId), known(12, rival)] }))
    .then(doubtful, attributed()))
test('of one’s own earlier customer only the customer is told', () =>
  given(customers)
    .when(refer({ known: [known(11, partnerId)] }))
    .then(CustomerReferred({ ...manual, duplicateOf: id(11) }, meta), attributed()))

const dismiss = DismissDuplicate({ customerId }, meta)
const dismissed = DuplicateDismissed(ids, meta)
test('the operator lets a duplicate go on', () => given(customers, doubtful, attributed()).when(dismiss).then(dismissed))
test('once', () => given(customers, doubtful, attributed(), dismissed).when(dismiss).then())
test('who is nobody’s duplicate need not be let go on', () => given(customers, referred).when(dismiss).then())
test('an unknown customer is refused', () => given(customers).when(dismiss).thenRefused('customer.not-found'))

test('a customer has one deal, by the edge’s derived id', () =>
  expect(dealIdOf((scope, key) => `${scope}:${key}`, customerId)).toBe(`deal:${customerId}`))
