import { expect, test } from 'vitest'
import { type MessageOf, move } from '../kernel/index.ts'
import { given, id, testMeta } from '../kernel/testing.ts'
import { PaymentFailed, PaymentPaid, PaymentRequested } from '../payouts/index.ts'
import {
  accountIdOf,
  ReleaseReward,
  RewardAccrued,
  RewardAdjusted,
  RewardReleased,
  RewardReversed,
  rewardIdOf,
  rewards,
  SettleReward,
} from './index.ts'

type Settle = MessageOf<typeof SettleReward>['data']
const [accountId, partnerId, customerId, dealId, programmeId] = [id(1), id(2), id(3), id(4), id(5)]
const [rewardId, lineId, payoutId] = [accountId + id(6), accountId + id(7), accountId + id(8)]
const ids = { rewardId, partnerId, customerId, dealId }
const rub = (minor: bigint) => ({ minor, currency: 'RUB' })
const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}T00:00:00.000Z`
const on = (n: number, changes: object = {}) => testMeta({ occurredAt: day(n), recordedAt: day(n), ...changes })
const [wonAt, holdEnd] = [day(1), day(15)]
const cause = (kind: Settle['cause']['kind']) => ({ kind, eventId: id(9) })

const settle = (minor: bigint, changes: Partial<Settle> = {}, meta = on(1)) =>
  SettleReward(
    {
      ...{ ...ids, programmeId, wonAt, sale: rub(minor), refunded: rub(0n), cause: cause('won'), lineId },
      ...{ terms: { version: 3, percent: '10', personal: false, holdDays: 14 }, ...changes },
    },
    meta,
  )
const steps = (base: string, exact: string, out: string) => [
  { op: 'times-bp' as const, in: [base, '1000'], out: exact },
  { op: 'round' as const, in: [exact, 'half-away-from-zero'], out },
]
const base = (text: string) => ({ op: 'base' as const, in: [text], out: text })
const accrued = (heldUntil = holdEnd) =>
  RewardAccrued(
    {
      ...{ ...ids, programmeId, amount: rub(100n), base: rub(1000n), baseWord: 'deal-amount' as const },
      ...{ rate: '10', termsVersion: 3, personalRate: false, heldUntil },
      ...{ arithmetic: [base('1000'), ...steps('1000', '100', '100')], entries: move('programme', 'held', 100n) },
    },
    on(1),
  )
const released = RewardReleased({ ...ids, entries: move('held', 'available', 100n) }, on(15))
const moved = { ...ids, baseWord: 'deal-amount' as const }

test('a won deal earns its share, held for as long as the terms say', () => given(rewards).when(settle(1000n)).then(accrued()))
test('without a hold it is free at once', () =>
  given(rewards)
    .when(settle(1000n, { terms: { version: 3, percent: '10', personal: false, holdDays: 0 } }))
    .then(accrued(wonAt), released))
test.each([
  ['2026-01-14T23:59:59.999Z', 1],
  ['2026-01-15T00:00:00.000Z', 2],
  ['2026-01-15T02:59:59.999+03:00', 1],
])('a win that is told of at %s is held or free by that moment', (occurredAt, events) => {
  const command = settle(1000n, {}, on(20, { occurredAt }))
  expect(rewards.decide['rewards.SettleReward'](command, rewards.initial())).toHaveLength(events)
})
test('a share of nothing is no reward', () => {
  given(rewards).when(settle(0n)).then()
  given(rewards).when(settle(4n)).then()
})
test('settling again what is settled changes nothing', () => given(rewards, accrued()).when(settle(1000n)).then())

const refund400 = { refunded: rub(400n), cause: { ...cause('refunded'), refund: rub(400n) } }
const minus = (from: string, what: string, out: string) => ({ op: 'minus' as const, in: [from, what], out })
const lowered = (ledger: 'held' | 'available') => {
  const arithmetic = [base('1000'), minus('1000', '400', '600'), ...steps('600', '60', '60')]
  const entries = move('programme', ledger, -40n)
  return RewardReversed({ ...moved, cause: refund400.cause, change: rub(-40n), amount: rub(60n), base: rub(600n), arithmetic, entries }, on(3))
}
test('a refund lowers a held reward where it lies', () =>
  given(rewards, accrued())
    .when(settle(1000n, refund400, on(3)))
    .then(lowered('held')))
test('and a free one', () =>
  given(rewards, accrued(), released)
    .when(settle(1000n, refund400, on(16)))
    .then(lowered('available')))
test('a refund of a part so small that the share stays is no news', () =>
  given(rewards, accrued())
    .when(settle(1000n, { refunded: rub(4n) }))
    .then())

const requested = PaymentRequested(
  {
    ...{ payoutId, partnerId, number: 1, rewardIds: [rewardId], amount: rub(100n) },
    requestedBy: id(1),
    entries: move('available', 'requested', 100n),
  },
  on(16),
)
const paid = PaymentPaid({ payoutId, partnerId, reference: 'ПП 1', entries: move('requested', 'paid', 100n) }, on(17))
const failed = PaymentFailed({ payoutId, partnerId, reason: 'счёт закрыт', entries: move('requested', 'available', 100n) }, on(17))
const ownRow = RewardReversed(
  {
    ...{ ...moved, lineId, cause: refund400.cause, change: rub(-40n), amount: rub(-40n), base: rub(600n) },
    arithmetic: [base('1000'), minus('1000', '400', '600'), ...steps('600', '60', '60'), minus('60', '100', '-40')],
    entries: move('programme', 'available', -40n),
  },
  on(18),
)
const inPayout = [accrued(), released, requested]
test('what a payout has taken stays, and the refund is a row of its own', () => {
  given(rewards, ...inPayout)
    .when(settle(1000n, refund400, on(18)))
    .then(ownRow)
  given(rewards, ...inPayout, paid)
    .when(settle(1000n, refund400, on(18)))
    .then(ownRow)
})
test('that row is not made twice', () =>
  given(rewards, ...inPayout, paid, ownRow)
    .when(settle(1000n, refund400, on(18)))
    .then())
test('nor by its id, should something else be to settle', () =>
  given(rewards, ...inPayout, paid, ownRow)
    .when(settle(0n, {}, on(18)))
    .then())
test('a reward that came back from a failed payout is lowered where it lies', () =>
  given(rewards, ...inPayout, failed)
    .when(settle(1000n, refund400, on(18)))
    .then(lowered('available')))
test('what would make a row negative is a row of its own, beside it', () => {
  const grown = { ...moved, lineId: accountId + id(17), cause: cause('amended'), change: rub(50n), amount: rub(50n), base: rub(1500n) }
  const raised = RewardAdjusted({ ...grown, arithmetic: [base('50')], entries: move('programme', 'available', 50n) }, on(17))
  const arithmetic = [base('0'), ...steps('0', '0', '0'), minus('0', '150', '-150')]
  const lost = { ...moved, lineId, cause: cause('lost'), change: rub(-150n), amount: rub(-150n), base: rub(0n), arithmetic }
  given(rewards, ...inPayout, raised, failed)
    .when(settle(0n, { cause: cause('lost') }, on(18)))
    .then(RewardReversed({ ...lost, entries: move('programme', 'available', -150n) }, on(18)))
})
test('a sale that grew raises a paid reward by a row of its own', () => {
  const arithmetic = [base('1500'), ...steps('1500', '150', '150'), minus('150', '100', '50')]
  const grown = { ...moved, lineId, cause: cause('amended'), change: rub(50n), amount: rub(50n), base: rub(1500n), arithmetic }
  given(rewards, ...inPayout, paid)
    .when(settle(1500n, { cause: cause('amended') }, on(18)))
    .then(RewardAdjusted({ ...grown, entries: move('programme', 'available', 50n) }, on(18)))
})
test('what is lost loses its reward, to nothing', () => {
  const arithmetic = [base('0'), ...steps('0', '0', '0')]
  const gone = { ...moved, cause: cause('lost'), change: rub(-100n), amount: rub(0n), base: rub(0n), arithmetic }
  given(rewards, accrued())
    .when(settle(0n, { cause: cause('lost') }))
    .then(RewardReversed({ ...gone, entries: move('programme', 'held', -100n) }, on(3)))
})
test('other terms change no reward that is there: its share is pinned', () =>
  given(rewards, accrued())
    .when(settle(1000n, { terms: { version: 4, percent: '50', personal: true, holdDays: 0 } }))
    .then())

const gone = RewardReversed(
  {
    ...{ ...moved, cause: cause('lost'), change: rub(-100n), amount: rub(0n), base: rub(0n), arithmetic: [base('0')] },
    entries: move('programme', 'held', -100n),
  },
  on(3),
)
const wonAgain = (ledger: 'held' | 'available') =>
  RewardAdjusted(
    {
      ...{ ...moved, cause: cause('won'), change: rub(100n), amount: rub(100n), base: rub(1000n) },
      ...{ arithmetic: [base('1000'), ...steps('1000', '100', '100')], entries: move('programme', ledger, 100n) },
    },
    on(4),
  )
test('won again while the hold lasts, it is held', () =>
  given(rewards, accrued(), gone)
    .when(settle(1000n, {}, on(4)))
    .then(wonAgain('held')))
test('won again after it, it is free', () =>
  given(rewards, accrued(), gone)
    .when(settle(1000n, {}, on(15)))
    .then(wonAgain('available')))
test('a win of then that is told of only now is free: the timer has been', () =>
  given(rewards, accrued(), gone)
    .when(settle(1000n, {}, testMeta({ occurredAt: day(4), recordedAt: day(20) })))
    .then(wonAgain('available')))
test('and is folded into where its lines went', () => {
  const statusAfter = (ledger: 'held' | 'available') =>
    [accrued(), gone, wonAgain(ledger)].reduce(rewards.evolve, rewards.initial()).rewards.get(rewardId)?.status
  expect([statusAfter('held'), statusAfter('available')]).toEqual(['held', 'available'])
})

const lostSince = { sale: rub(0n), refunded: rub(0n), cause: cause('lost') }
test('a fact settled late takes nothing back to where it was', () => {
  const latest = { sale: rub(1000n), refunded: rub(0n), cause: cause('amended') }
  given(rewards, accrued()).when(settle(1500n, { latest })).then()
  given(rewards, accrued(), gone)
    .when(settle(1000n, { latest: lostSince }))
    .then()
})
test('while what is newest is still to be settled, each fact is settled as it was', () =>
  given(rewards, accrued())
    .when(settle(1000n, { ...refund400, latest: lostSince }, on(3)))
    .then(lowered('held')))
test('what is settled for the first time, and has come to nothing since, was earned and lost', () => {
  const arithmetic = [base('0'), ...steps('0', '0', '0')]
  const undone = { ...moved, cause: cause('lost'), change: rub(-100n), amount: rub(0n), base: rub(0n), arithmetic }
  given(rewards)
    .when(settle(1000n, { latest: lostSince }))
    .then(accrued(), RewardReversed({ ...undone, entries: move('programme', 'held', -100n) }, on(1)))
})
test('and what has come to less is settled for as much as it was then', () =>
  given(rewards)
    .when(settle(1000n, { latest: { ...refund400, sale: rub(1000n) } }))
    .then(accrued()))

const release = ReleaseReward({ rewardId }, on(15))
test('a held reward is released, by what it is then', () => {
  given(rewards, accrued()).when(release).then(released)
  given(rewards, accrued(), lowered('held'))
    .when(release)
    .then(RewardReleased({ ...ids, entries: move('held', 'available', 60n) }, on(15)))
})
test('what is not held needs no release', () => {
  given(rewards).when(release).then()
  given(rewards, accrued(), released).when(release).then()
  given(rewards, accrued(), gone).when(release).then()
  given(rewards, ...inPayout)
    .when(release)
    .then()
})

const derived = (scope: string, key: string) => `${scope}(${key})`
test('an account is a partner and a currency; a reward is found in it by its deal', () => {
  expect(accountIdOf(derived, 'p', 'RUB')).toBe('account(p.RUB)')
  expect(rewardIdOf(derived, { partnerId: 'p', currency: 'RUB', dealId: 'd' })).toBe('account(p.RUB)reward(d.whole)')
})
