import {
  DealAmended,
  DealLost,
  DealPushed,
  DealPushFailed,
  DealPushRequested,
  DealRefunded,
  DealReopened,
  DealStageMoved,
  DuplicateDismissed,
} from '@kontor/core/deals'
import { PersonErased } from '@kontor/core/identity'
import { type Message, move } from '@kontor/core/kernel'
import { id } from '@kontor/core/kernel/testing'
import { PaymentFailed, PaymentPaid, PaymentRejected } from '@kontor/core/payouts'
import { RewardAdjusted, RewardReleased, RewardReversed } from '@kontor/core/rewards'
import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import { type TestViews, testViews } from '../../infra/testing/views.ts'
import { viewTests } from '../kernel/testing.ts'
import { dealsCustomers } from './customers/project.ts'
import { dealsList } from './list/project.ts'
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
  partner,
  payoutIdOf,
  requested,
  rewardIdOf,
  rewardOf,
  rub,
  won,
} from './testing.ts'

let db: TestViews
beforeAll(async () => {
  db = await testViews()
})
afterAll(() => db.drop())

const partnerOf = (n: number) => (n % 2 ? anna : boris)
const payout = (n: number) => ({ payoutId: payoutIdOf(n), partnerId: partnerOf(n) })
const settled = (amount: bigint) => ({ ...cause, change: rub(amount), amount: rub(amount), base: rub(amount * 10n) })

/** What may befall the nth customer, deal, reward and payout, of the partner who brought them. */
const moves = {
  dismiss: (n, second) => DuplicateDismissed({ customerId: id(n), partnerId: partnerOf(n), programmeId: id(50) }, at(second)),
  erase: (n, second) => PersonErased({ personId: id(n), kind: 'customer' }, at(second)),
  push: (n, second) => DealPushed({ ...dealOf(n, partnerOf(n)), crm: 'bitrix24', externalId: `${n}`, portal: 'sandbox' }, at(second)),
  refuse: (n, second) => DealPushFailed({ ...dealOf(n, partnerOf(n)), reason: `no ${second}` }, at(second)),
  ask: (n, second) => DealPushRequested(dealOf(n, partnerOf(n)), at(second)),
  stage: (n, second) => DealStageMoved({ ...dealOf(n, partnerOf(n)), stageId: `S${second}`, stageName: `Stage ${second}`, funnelId: 0 }, at(second)),
  win: (n, second) => won(n, partnerOf(n), BigInt(second), second),
  amend: (n, second) => DealAmended({ ...dealOf(n, partnerOf(n)), amount: rub(BigInt(second)) }, at(second)),
  lose: (n, second) => DealLost({ ...dealOf(n, partnerOf(n)), reason: `lost ${second}` }, at(second)),
  reopen: (n, second) => DealReopened(dealOf(n, partnerOf(n)), at(second)),
  refund: (n, second) =>
    DealRefunded({ ...dealOf(n, partnerOf(n)), refundId: `r${second}`, amount: rub(1n), refunded: rub(BigInt(second)) }, at(second)),
  release: (n, second) => RewardReleased({ ...rewardOf(n, partnerOf(n)), entries: move('held', 'available', 5n) }, at(second)),
  lower: (n, second) => RewardReversed({ ...rewardOf(n, partnerOf(n)), ...settled(-2n), entries: move('programme', 'held', -2n) }, at(second)),
  reverse: (n, second) => RewardReversed({ ...rewardOf(n, partnerOf(n)), ...settled(0n), entries: move('programme', 'available', -5n) }, at(second)),
  regain: (n, second) => RewardAdjusted({ ...rewardOf(n, partnerOf(n)), ...settled(7n), entries: move('programme', 'available', 7n) }, at(second)),
  request: (n, second) => requested(n, partnerOf(n), [rewardIdOf(n), rewardIdOf(n + 2)], 5n, second),
  reject: (n, second) => PaymentRejected({ ...payout(n), comment: 'no', entries: move('requested', 'available', 5n) }, at(second)),
  fail: (n, second) => PaymentFailed({ ...payout(n), reason: 'no', entries: move('requested', 'available', 5n) }, at(second)),
  pay: (n, second) => PaymentPaid({ ...payout(n), reference: 'PP', entries: move('requested', 'paid', 5n) }, at(second)),
} satisfies Record<string, (n: number, second: number) => Message>
type Move = keyof typeof moves

const history = fc.record({
  people: fc.array(fc.record({ phone: fc.boolean(), inCrm: fc.boolean(), isDuplicate: fc.boolean() }), { minLength: 1, maxLength: 6 }),
  moved: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...(Object.keys(moves) as Move[]))), { maxLength: 60 }),
})

test.each([
  [dealsCustomers, 'deals_customers'],
  [dealsList, 'deals_list'],
])(
  'whatever happens, event by event and all at once come to the same rows, also without the keys of those who were erased: $name',
  async (view, table) => {
    const { given } = viewTests(db, definitions)
    await fc.assert(
      fc.asyncProperty(history, async ({ people, moved }) => {
        const beginnings = people.flatMap(({ phone, inCrm, isDuplicate }, index) => {
          const n = index + 1
          const texts = { ...(phone && { phone: '+7' }), ...(isDuplicate && { duplicateOf: id(99), duplicateOfPartnerId: id(72) }) }
          return [customer(n, partnerOf(n), texts), opened(n, partnerOf(n), inCrm ? 'bitrix24' : undefined), accrued(n, partnerOf(n), 5n, 20 + n)]
        })
        const events = moved.map(([whom, name], index) => moves[name]((whom % people.length) + 1, 100 + index))
        await given(view, partner(anna, 'Анна'), partner(boris, 'Boris'), ...beginnings, ...events).thenRows(
          table,
          people.map(() => ({})),
        )
      }),
      { numRuns: 15 },
    )
  },
  60_000,
)
