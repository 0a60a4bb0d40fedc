import { deals, dealsEvents, LoseDeal, OpenDeal, RefundDeal, ReopenDeal, WinDeal } from '@kontor/core/deals'
import { type Message, Refused } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { sql } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import { reportsActivity } from './project.ts'
import { listPartnerSums } from './queries.ts'

let db: TestViews
beforeAll(async () => {
  db = await testViews()
})
afterAll(() => db.drop())

const partnerId = id(11)
type State = ReturnType<typeof deals.initial>

/** Deals whose history the deciders write themselves; what they refuse did not happen. */
const dealBook = () => {
  const states = new Map<number, State>()
  const events: Message[] = []
  let at = 0
  const give = (n: number, make: (dealId: string, minor: bigint) => Message, minor: bigint) => {
    at += 1
    const state = states.get(n) ?? deals.initial()
    const command = make(id(200 + n), minor)
    try {
      const decide = deals.decide[command.type as keyof typeof deals.decide] as (
        command: Message,
        state: State,
      ) => readonly Parameters<typeof deals.evolve>[1][]
      const decided = decide({ ...command, meta: testMeta({ occurredAt: new Date(Date.UTC(2026, 0, 1, 0, at * 7)).toISOString() }) }, state)
      events.push(...decided)
      states.set(n, decided.reduce(deals.evolve, state))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }
  return { events, states, give }
}

const rub = (minor: bigint) => ({ minor, currency: 'RUB' })
const meta = testMeta()
let refunds = 0
const moves = {
  open: (dealId: string) => OpenDeal({ dealId, customerId: id(1), partnerId, programmeId: id(50) }, meta),
  win: (dealId: string, minor: bigint) => WinDeal({ dealId, by: 'crm', amount: rub(minor) }, meta),
  lose: (dealId: string) => LoseDeal({ dealId, by: 'crm', reason: 'no' }, meta),
  reopen: (dealId: string) => ReopenDeal({ dealId }, meta),
  refund: (dealId: string, minor: bigint) => {
    refunds += 1
    return RefundDeal({ dealId, amount: rub(minor / 3n + 1n), refundId: `r${refunds}` }, meta)
  },
}
type Move = keyof typeof moves

const worthOf = (deal: State) => {
  if (deal.status !== 'won' || !deal.amount) return 0n
  return deal.amount.minor > deal.refunded ? deal.amount.minor - deal.refunded : 0n
}

test('whatever happens to deals, their days sum to what the deals that are won are worth now, less what was given back', async () => {
  const { given } = viewTests(db, dealsEvents)
  const step = fc.record({
    move: fc.constantFrom('open', 'win', 'win', 'lose', 'reopen', 'refund') as fc.Arbitrary<Move>,
    n: fc.nat({ max: 3 }),
    minor: fc.bigInt({ min: 0n, max: 10n ** 20n }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 50 }), async (steps) => {
      const book = dealBook()
      for (const { move, n, minor } of steps) book.give(n, moves[move], minor)
      await given(reportsActivity, ...book.events).thenRows('reports_seen', book.events.length ? [{}] : [])
      const standing = [...book.states.values()]
      const worth = standing.reduce((sum, deal) => sum + worthOf(deal), 0n)
      const won = standing.filter(({ status }) => status === 'won').length
      const Sums = z.object({ won: z.int(), worth: z.string() })
      const bucketed = await db.asTenant({ tenantId: id(9), partnerId: '*' }, (tx) =>
        tx.one(sql.type(Sums)`select coalesce(sum(won), 0)::int as won, coalesce(sum(won_minor), 0)::text as worth from reports_buckets`),
      )
      expect(bucketed).toEqual({ won, worth: String(worth) })
      const [sums] = await db.asTenant({ tenantId: id(9), partnerId: '*' }, (tx) => listPartnerSums(tx, [partnerId]))
      expect([sums?.won ?? 0, sums?.amount ?? []]).toEqual([won, worth === 0n ? [] : [{ minor: String(worth), currency: 'RUB' }]])
    }),
    { numRuns: 12 },
  )
}, 60_000)
