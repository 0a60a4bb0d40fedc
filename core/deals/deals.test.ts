import { expect, test } from 'vitest'
import type { Recorded } from '../kernel/index.ts'
import { given, id, testMeta } from '../kernel/testing.ts'
import {
  DealAmended,
  DealLost,
  DealOpened,
  DealPushed,
  DealPushFailed,
  DealPushRequested,
  DealRefunded,
  DealReopened,
  DealStageMoved,
  DealWon,
  dealAfter,
  deals,
  LoseDeal,
  MoveStage,
  OpenDeal,
  PushDeal,
  RecordPushed,
  RecordPushFailed,
  RefundDeal,
  ReopenDeal,
  WinDeal,
} from './index.ts'

const meta = testMeta()
const [dealId, customerId, partnerId, programmeId] = [id(1), id(2), id(3), id(4)]
const ids = { dealId, customerId, partnerId }
const whole = { ...ids, programmeId }
const rub = (minor: bigint) => ({ minor, currency: 'RUB' })
const opened = DealOpened(whole, meta)
const inCrm = DealOpened({ ...whole, crm: 'bitrix24' }, meta)
const won = DealWon({ ...whole, amount: rub(1000n) }, meta)
const lost = DealLost({ ...whole, reason: 'дорого' }, meta)
const reopened = DealReopened(whole, meta)
const win = (by: 'person' | 'crm', minor = 1000n, currency = 'RUB') => WinDeal({ dealId, by, amount: { minor, currency } }, meta)
const lose = (by: 'person' | 'crm') => LoseDeal({ dealId, by, reason: 'дорого' }, meta)
const refund = (refundId: string, minor: bigint, currency = 'RUB') => RefundDeal({ dealId, refundId, amount: { minor, currency } }, meta)
const refunded = (refundId: string, minor: bigint, total: bigint) =>
  DealRefunded({ ...whole, refundId, amount: rub(minor), refunded: rub(total) }, meta)

test('a deal opens', () => given(deals).when(OpenDeal(whole, meta)).then(opened))
test('once', () => given(deals, opened).when(OpenDeal(whole, meta)).then())

test('a person wins a deal worked on here', () => given(deals, opened).when(win('person')).then(won))
test('for the same amount again is no news', () => given(deals, opened, won).when(win('person')).then())
test('for another, a person is told that it is closed', () => given(deals, opened, won).when(win('person', 900n)).thenRefused('deal.not-open'))
test('a deal in the CRM is closed there', () => {
  given(deals, inCrm).when(win('person')).thenRefused('deal.in-crm')
  given(deals, inCrm).when(lose('person')).thenRefused('deal.in-crm')
})
test('the CRM wins it', () => given(deals, inCrm).when(win('crm')).then(won))
test('and amends the sale', () =>
  given(deals, inCrm, won)
    .when(win('crm', 900n))
    .then(DealAmended({ ...whole, amount: rub(900n) }, meta)))
test('an amended sale is what it was amended to', () =>
  given(deals, inCrm, won, DealAmended({ ...whole, amount: rub(900n) }, meta))
    .when(win('crm', 900n))
    .then())
test('never in another currency', () => {
  given(deals, inCrm, won)
    .when(win('crm', 1000n, 'USD'))
    .thenRefused('deal.other-currency')
  given(deals, inCrm, won, reopened)
    .when(win('crm', 1000n, 'USD'))
    .thenRefused('deal.other-currency')
})
test('nor in one that nobody has heard of, whoever says so', () => {
  given(deals, opened)
    .when(win('person', 1000n, 'ZZZ'))
    .thenRefused('deal.unknown-currency')
  given(deals, inCrm)
    .when(win('crm', 1000n, 'ZZZ'))
    .thenRefused('deal.unknown-currency')
})
test('a lost deal is won by the CRM, not by a person', () => {
  given(deals, inCrm, lost).when(win('crm')).then(won)
  given(deals, opened, lost).when(win('person')).thenRefused('deal.not-open')
})
test('no amount is negative', () => expect(WinDeal.schema.safeEncode({ dealId, by: 'crm', amount: rub(-1n) }).success).toBe(false))

test('a person loses an open deal', () => given(deals, opened).when(lose('person')).then(lost))
test('losing again is no news', () => given(deals, opened, lost).when(lose('person')).then())
test('a sale is lost by the CRM, not by a person', () => {
  given(deals, opened, won).when(lose('person')).thenRefused('deal.not-open')
  given(deals, inCrm, won).when(lose('crm')).then(lost)
})
test('a closed deal is worked on again', () => {
  given(deals, inCrm, won).when(ReopenDeal({ dealId }, meta)).then(reopened)
  given(deals, inCrm, lost).when(ReopenDeal({ dealId }, meta)).then(reopened)
})
test('an open one is already', () => given(deals, inCrm, won, reopened).when(ReopenDeal({ dealId }, meta)).then())

test('money is given back in parts, counted together', () =>
  given(deals, opened, won, refunded('a', 400n, 400n))
    .when(refund('b', 600n))
    .then(refunded('b', 600n, 1000n)))
test('under the same id once', () =>
  given(deals, opened, won, refunded('a', 400n, 400n))
    .when(refund('a', 400n))
    .then())
test('and that id for ever, even of a deal that was lost since', () =>
  given(deals, inCrm, won, refunded('a', 400n, 400n), lost)
    .when(refund('a', 400n))
    .then())
test('another amount under it is a conflict', () => {
  given(deals, opened, won, refunded('a', 400n, 400n))
    .when(refund('a', 401n))
    .thenRefused('refund.conflict')
  given(deals, opened, won, refunded('a', 400n, 400n))
    .when(refund('a', 400n, 'USD'))
    .thenRefused('refund.conflict')
})
test('never more than was paid', () => {
  given(deals, opened, won).when(refund('a', 1001n)).thenRefused('refund.exceeds-deal')
  given(deals, opened, won, refunded('a', 400n, 400n))
    .when(refund('b', 601n))
    .thenRefused('refund.exceeds-deal')
})
test('nor in another currency', () =>
  given(deals, opened, won)
    .when(refund('a', 1n, 'USD'))
    .thenRefused('deal.other-currency'))
test('nor of what was not sold', () => {
  given(deals, opened).when(refund('a', 1n)).thenRefused('deal.not-won')
  given(deals, inCrm, won, lost).when(refund('a', 1n)).thenRefused('deal.not-won')
})
test('nothing is no refund', () => expect(RefundDeal.schema.safeEncode({ dealId, refundId: 'a', amount: rub(0n) }).success).toBe(false))

const stage = { dealId, stageId: 'C1:NEW', stageName: 'Новая', funnelId: 1 }
const moved = DealStageMoved({ ...stage, customerId, partnerId }, meta)
test('the CRM moves it to another stage', () => given(deals, inCrm).when(MoveStage(stage, meta)).then(moved))
test('to the same stage is no move', () => given(deals, inCrm, moved).when(MoveStage(stage, meta)).then())

const arrival = { crm: 'bitrix24' as const, externalId: '17', portal: 'sandbox' }
const pushed = DealPushed({ ...arrival, ...ids }, meta)
const failed = DealPushFailed({ ...ids, reason: 'нет прав' }, meta)
test('a deal arrives in the CRM', () =>
  given(deals, inCrm)
    .when(RecordPushed({ dealId, ...arrival }, meta))
    .then(pushed))
test('the first id stands', () =>
  given(deals, inCrm, pushed)
    .when(RecordPushed({ dealId, ...arrival, externalId: '18' }, meta))
    .then())
test('or is refused there', () =>
  given(deals, inCrm)
    .when(RecordPushFailed({ dealId, reason: 'нет прав' }, meta))
    .then(failed))
test('which is no news of one that has arrived', () =>
  given(deals, inCrm, pushed)
    .when(RecordPushFailed({ dealId, reason: 'нет прав' }, meta))
    .then())
test('a stuck deal is pushed again', () => given(deals, inCrm, failed).when(PushDeal({ dealId }, meta)).then(DealPushRequested(ids, meta)))
test('one that has arrived is not', () => given(deals, inCrm, pushed).when(PushDeal({ dealId }, meta)).then())
test('nor one worked on here', () => given(deals, opened).when(PushDeal({ dealId }, meta)).thenRefused('deal.not-in-crm'))

const ofNothing = [
  ...[win('crm'), lose('crm'), ReopenDeal({ dealId }, meta), refund('a', 1n), MoveStage(stage, meta), PushDeal({ dealId }, meta)],
  ...[RecordPushed({ dealId, ...arrival }, meta), RecordPushFailed({ dealId, reason: 'x' }, meta)],
]
for (const command of ofNothing) test(`${command.type} of no deal is refused`, () => given(deals).when(command).thenRefused('deal.not-found'))

const at = (day: string) => testMeta({ occurredAt: `2026-01-${day}T00:00:00.000Z` })
const history = [
  DealOpened({ ...whole, crm: 'bitrix24' }, at('01')),
  pushed,
  moved,
  DealWon({ ...whole, amount: rub(1000n) }, at('05')),
  refunded('a', 400n, 400n),
  DealLost({ ...whole, reason: 'возврат' }, at('07')),
  DealReopened(whole, at('08')),
  DealWon({ ...whole, amount: rub(1500n) }, at('09')),
].map((event, revision): Recorded => ({ ...event, id: id(50 + revision), stream: 's', revision: BigInt(revision), position: String(revision) }))

test('a deal is what it was after one of its events, whatever came later', () => {
  expect(dealAfter(history, id(53))).toMatchObject({ status: 'won', amount: rub(1000n), refunded: 0n, wonAt: '2026-01-05T00:00:00.000Z' })
  expect(dealAfter(history, id(54))).toMatchObject({ status: 'won', refunded: 400n })
  expect(dealAfter(history, id(55))).toMatchObject({ status: 'lost', amount: rub(1000n) })
})
test('the moment it was first won stays, through loss and another win', () =>
  expect(dealAfter(history, id(57))).toMatchObject({ status: 'won', amount: rub(1500n), wonAt: '2026-01-05T00:00:00.000Z', externalId: '17' }))
test('after an event that is not there it is no deal', () => expect(dealAfter(history, id(99))).toEqual({ status: 'none' }))
