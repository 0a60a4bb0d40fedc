import { test } from 'vitest'
import { move } from '../kernel/index.ts'
import { given, id, testMeta } from '../kernel/testing.ts'
import { type AccountEvent, RewardAccrued, RewardReleased, RewardReversed } from '../rewards/index.ts'
import {
  ApprovePayment,
  PaymentApproved,
  PaymentFailed,
  PaymentPaid,
  PaymentRejected,
  PaymentRequested,
  payouts,
  RecordFailed,
  RecordPaid,
  RejectPayment,
  RequestPayment,
} from './index.ts'

const [accountId, partnerId, stranger, ann, bob] = [id(1), id(2), id(3), id(4), id(5)]
const [payoutId, second] = [accountId + id(6), accountId + id(7)]
const rewardId = (n: number) => accountId + id(10 + n)
const rub = (minor: bigint) => ({ minor, currency: 'RUB' })
const by = (person: string) => testMeta({ actor: { kind: 'user', id: person } })
const arithmetic = [{ op: 'base' as const, in: ['0'], out: '0' }]

const subject = (n: number) => ({ rewardId: rewardId(n), partnerId, customerId: id(50 + n), dealId: id(60 + n) })
const held = (n: number, minor = 5000n) =>
  RewardAccrued(
    {
      ...{ ...subject(n), programmeId: id(8), amount: rub(minor), base: rub(minor), baseWord: 'deal-amount', rate: '100', termsVersion: 1 },
      ...{ personalRate: false, heldUntil: '2026-01-15T00:00:00.000Z', arithmetic, entries: move('programme', 'held', minor) },
    },
    testMeta(),
  )
const free = (n: number, minor = 5000n): readonly AccountEvent[] => [
  held(n, minor),
  RewardReleased({ ...subject(n), entries: move('held', 'available', minor) }, testMeta()),
]
const negative = (n: number, line: number, minor: bigint) =>
  RewardReversed(
    {
      ...{
        ...subject(n),
        lineId: rewardId(line),
        cause: { kind: 'refunded', eventId: id(9) },
        change: rub(minor),
        amount: rub(minor),
        base: rub(0n),
      },
      ...{ baseWord: 'deal-amount', arithmetic, entries: move('programme', 'available', minor) },
    },
    testMeta(),
  )
const reversed = RewardReversed(
  {
    ...{ ...subject(1), cause: { kind: 'lost', eventId: id(9) }, change: rub(-5000n), amount: rub(0n), base: rub(0n) },
    ...{ baseWord: 'deal-amount', arithmetic, entries: move('programme', 'available', -5000n) },
  },
  testMeta(),
)

type Asking = { readonly payout?: string; readonly partner?: string; readonly minimum?: bigint; readonly currency?: string }
const ask = (rows: readonly number[], { payout = payoutId, partner = partnerId, minimum = 0n, currency = 'RUB' }: Asking = {}) =>
  RequestPayment({ payoutId: payout, partnerId: partner, rewardIds: rows.map(rewardId), minimum: { minor: minimum, currency } }, by(ann))
const requested = (rows: readonly number[], minor: bigint, { payout = payoutId, number = 1 } = {}) =>
  PaymentRequested(
    {
      ...{ payoutId: payout, partnerId, number, rewardIds: rows.map(rewardId), amount: rub(minor) },
      ...{ requestedBy: ann, entries: move('available', 'requested', minor) },
    },
    by(ann),
  )
const asked = [...free(1), requested([1], 5000n)]
const approved = PaymentApproved({ payoutId, partnerId }, by(bob))
const rejected = PaymentRejected({ payoutId, partnerId, comment: 'нет акта', entries: move('requested', 'available', 5000n) }, by(bob))
const paid = PaymentPaid({ payoutId, partnerId, reference: 'ПП 1', entries: move('requested', 'paid', 5000n) }, by(bob))
const failed = PaymentFailed({ payoutId, partnerId, reason: 'счёт закрыт', entries: move('requested', 'available', 5000n) }, by(bob))

test('a released reward can be asked for', () =>
  given(payouts, ...free(1))
    .when(ask([1]))
    .then(requested([1], 5000n)))
test('named twice it counts once', () =>
  given(payouts, ...free(1))
    .when(ask([1, 1]))
    .then(requested([1], 5000n)))
test('several make one payout', () =>
  given(payouts, ...free(1), ...free(2, 300n))
    .when(ask([2, 1]))
    .then(requested([2, 1], 5300n)))
test('the same request again is no news', () =>
  given(payouts, ...asked)
    .when(ask([1]))
    .then())
test('the next payout has the next number', () =>
  given(payouts, ...asked, ...free(2))
    .when(ask([2], { payout: second }))
    .then(requested([2], 5000n, { payout: second, number: 2 })))

test('a held one waits', () =>
  given(payouts, held(1))
    .when(ask([1]))
    .thenRefused('payout.reward-not-available'))
test('a reversed one is nothing to ask for', () =>
  given(payouts, ...free(1), reversed)
    .when(ask([1]))
    .thenRefused('payout.reward-not-available'))
test('another partner’s does not exist', () =>
  given(payouts, ...free(1))
    .when(ask([1], { partner: stranger }))
    .thenRefused('reward.not-found'))
test('nor does an unknown one, and then nothing is asked for', () =>
  given(payouts, ...free(1))
    .when(ask([1, 2]))
    .thenRefused('reward.not-found'))
test('nor any, in an account of nobody', () =>
  given(payouts)
    .when(ask([1]))
    .thenRefused('reward.not-found'))
test.each([
  ['requested', []],
  ['approved', [approved]],
  ['paid', [approved, paid]],
] as const)('a reward is in one payout only: %s', (_, since) =>
  given(payouts, ...asked, ...since)
    .when(ask([1], { payout: second }))
    .thenRefused('payout.reward-taken'),
)
test.each([
  ['rejected', [rejected]],
  ['failed', [approved, failed]],
] as const)('a %s payout gives its rewards back', (_, since) =>
  given(payouts, ...asked, ...since)
    .when(ask([1], { payout: second }))
    .then(requested([1], 5000n, { payout: second, number: 2 })),
)

test('together below the minimum is too little', () =>
  given(payouts, ...free(1))
    .when(ask([1], { minimum: 5001n }))
    .thenRefused('payout.reward-not-available'))
test('the minimum itself is enough', () =>
  given(payouts, ...free(1))
    .when(ask([1], { minimum: 5000n }))
    .then(requested([1], 5000n)))
test('a minimum in another currency says nothing', () =>
  given(payouts, ...free(1))
    .when(ask([1], { minimum: 5001n, currency: 'USD' }))
    .then(requested([1], 5000n)))

const owing = [...asked, approved, paid, negative(1, 3, -2000n)]
test('a payout takes all open negative rows in, asked for or not', () =>
  given(payouts, ...owing, ...free(2))
    .when(ask([2], { payout: second }))
    .then(requested([2, 3], 3000n, { payout: second, number: 2 })))
test('the minimum is of what remains', () =>
  given(payouts, ...owing, ...free(2))
    .when(ask([2], { payout: second, minimum: 3001n }))
    .thenRefused('payout.reward-not-available'))
test('nothing remains, nothing is paid', () => {
  given(payouts, ...owing, ...free(2, 2000n))
    .when(ask([2], { payout: second }))
    .thenRefused('payout.nothing-to-pay')
  given(payouts, ...owing)
    .when(ask([3], { payout: second }))
    .thenRefused('payout.nothing-to-pay')
})
test('a negative row is taken in once', () =>
  given(payouts, ...owing, ...free(2), requested([2, 3], 3000n, { payout: second, number: 2 }), ...free(4))
    .when(ask([4], { payout: accountId + id(8) }))
    .then(requested([4], 5000n, { payout: accountId + id(8), number: 3 })))

const approve = ApprovePayment({ payoutId }, by(bob))
const reject = RejectPayment({ payoutId, comment: 'нет акта' }, by(bob))
const pay = RecordPaid({ payoutId, reference: 'ПП 1' }, by(bob))
const fail = RecordFailed({ payoutId, reason: 'счёт закрыт' }, by(bob))
test('somebody else approves', () =>
  given(payouts, ...asked)
    .when(approve)
    .then(approved))
test('in words', () =>
  given(payouts, ...asked)
    .when(ApprovePayment({ payoutId, comment: 'ок' }, by(bob)))
    .then(PaymentApproved({ payoutId, partnerId, comment: 'ок' }, by(bob))))
test('whoever asked may not', () =>
  given(payouts, ...asked)
    .when(ApprovePayment({ payoutId }, by(ann)))
    .thenRefused('payout.four-eyes'))
test('or rejects, in words', () =>
  given(payouts, ...asked)
    .when(reject)
    .then(rejected))
test('what is approved is paid', () =>
  given(payouts, ...asked, approved)
    .when(pay)
    .then(paid))
test('or fails', () =>
  given(payouts, ...asked, approved)
    .when(fail)
    .then(failed))
test('each step again is no news', () => {
  given(payouts, ...asked, approved)
    .when(approve)
    .then()
  given(payouts, ...asked, rejected)
    .when(reject)
    .then()
  given(payouts, ...asked, approved, paid)
    .when(pay)
    .then()
  given(payouts, ...asked, approved, failed)
    .when(fail)
    .then()
})
test.each([
  ['paid before it is approved', pay, [], 'payout.not-approved'],
  ['failed before it is approved', fail, [], 'payout.not-approved'],
  ['paid though rejected', pay, [rejected], 'payout.not-approved'],
  ['failed though paid', fail, [approved, paid], 'payout.not-approved'],
  ['paid though failed', pay, [approved, failed], 'payout.not-approved'],
  ['approved though rejected', approve, [rejected], 'payout.not-requested'],
  ['approved though paid', approve, [approved, paid], 'payout.not-requested'],
  ['rejected though approved', reject, [approved], 'payout.not-requested'],
] as const)('no step out of order: %s', (_, command, since, code) =>
  given(payouts, ...asked, ...since)
    .when(command)
    .thenRefused(code),
)
for (const command of [approve, reject, pay, fail])
  test(`${command.type} of no payout is refused`, () =>
    given(payouts, ...free(1))
      .when(command)
      .thenRefused('payout.not-found'))
