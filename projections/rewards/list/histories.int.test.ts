import { Refused } from '@kontor/core/kernel'
import { id } from '@kontor/core/kernel/testing'
import { payoutsEvents } from '@kontor/core/payouts'
import { type AccountEvent, rewardsEvents } from '@kontor/core/rewards'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { viewTests } from '../../kernel/testing.ts'
import { type AccountBook, accountBook } from '../testing.ts'
import { listBalances, listBalancesAsOf } from './balances.ts'
import { rewardsList } from './project.ts'
import { findRewards } from './queries.ts'

let db: TestViews
beforeAll(async () => {
  db = await testViews()
})
afterAll(() => db.drop())

/** What may be tried of an account; what the deciders refuse did not happen. */
const moves = {
  settle: (book: AccountBook, n: number, sale: number) =>
    book.settle(n, BigInt(sale) * 37n, BigInt(sale % 3) * 111n, { holdDays: n % 2, percent: '7.5' }),
  release: (book: AccountBook, n: number) => book.release(n),
  request: (book: AccountBook, n: number, sale: number) => book.request(sale % 8, [book.rewardId(n)]),
  approve: (book: AccountBook, n: number) => book.approve(n),
  reject: (book: AccountBook, n: number) => book.reject(n),
  pay: (book: AccountBook, n: number) => book.pay(n),
  fail: (book: AccountBook, n: number) => book.fail(n),
}
type Move = keyof typeof moves

const attempt = (work: () => void) => {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

const history = fc.array(
  fc.record({
    move: fc.constantFrom('settle', 'settle', 'settle', 'release', 'request', 'request', 'approve', 'reject', 'pay', 'fail') as fc.Arbitrary<Move>,
    n: fc.nat({ max: 7 }),
    sale: fc.nat({ max: 1000 }),
  }),
  { minLength: 5, maxLength: 60 },
)

const ledgers = ['available', 'held', 'requested', 'paid'] as const
const sumsOf = (events: readonly AccountEvent[]) => {
  const lines = events.flatMap((event) => ('entries' in event.data ? event.data.entries : []))
  const sum = (ledger: string) => lines.filter((line) => line.ledger === ledger).reduce((all, { minor }) => all + minor, 0n)
  return Object.fromEntries(ledgers.map((ledger) => [ledger, String(sum(ledger))]))
}

test('whatever happens to an account, the view shows every row as the deciders know it, and every balance, now and then, as its ledger lines sum', async () => {
  const { given } = viewTests(db, [...rewardsEvents, ...payoutsEvents])
  const staff = { tenantId: id(90), partnerId: '*' }
  await fc.assert(
    fc.asyncProperty(history, fc.nat(), async (tried, cut) => {
      const book = accountBook({ tenantId: id(90), partnerId: id(11), account: 1 })
      for (const { move, n, sale } of tried) attempt(() => moves[move](book, n, sale))
      const known = [...book.state().rewards.values()]
      await given(rewardsList, ...book.events).thenRows(
        'rewards_list',
        known.map(() => ({})),
      )
      const shown = await db.asTenant(staff, (tx) =>
        findRewards(
          tx,
          known.map(({ rewardId }) => rewardId),
        ),
      )
      expect(shown.map(({ rewardId, amount, status, reverses }) => [rewardId, amount.minor, status, reverses])).toEqual(
        known.map(({ rewardId, minor, status, of }) => [rewardId, String(minor), status, of]),
      )
      if (book.events.length === 0) return
      const [now] = await db.asTenant(staff, (tx) => listBalances(tx, {}))
      expect(now).toEqual({ currency: 'RUB', ...sumsOf(book.events) })
      const last = book.events.at(-1)?.meta.occurredAt ?? ''
      expect(await db.asTenant(staff, (tx) => listBalancesAsOf(tx, { asOf: last }))).toEqual([now])
      const asOf = book.events[cut % book.events.length]?.meta.occurredAt ?? ''
      const then = sumsOf(book.events.filter(({ meta }) => meta.occurredAt <= asOf))
      expect(await db.asTenant(staff, (tx) => listBalancesAsOf(tx, { asOf }))).toEqual([{ currency: 'RUB', ...then }])
    }),
    { numRuns: 25 },
  )
}, 60_000)
