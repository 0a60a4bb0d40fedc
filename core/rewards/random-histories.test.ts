import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DealOpened, dealAfter, deals, LoseDeal, RefundDeal, ReopenDeal, WinDeal } from '../deals/index.ts'
import { basisPoints, type Decider, type Definition, type Ledger, type Message, type Meta, type Recorded, Refused } from '../kernel/index.ts'
import { id, testMeta } from '../kernel/testing.ts'
import { ApprovePayment, payouts, payoutsEvents, RecordFailed, RecordPaid, RejectPayment, RequestPayment } from '../payouts/index.ts'
import { type Account, type AccountEvent, noAccount, type RewardStatus, rowsOf } from './account.ts'
import { evolveAccount } from './evolve-account.ts'
import { ReleaseReward, rewards, rewardsEvents, SettleReward } from './index.ts'
import { amountOf } from './testing.ts'

/** Whatever happens to a partner's deals and payouts, in whatever order: the rules of money.md hold after every event. */

const [accountId, partnerId, programmeId, customerId, partner, operator] = [id(1), id(2), id(3), id(4), id(5), id(6)]
const dealIds = [id(20), id(21)]
const rewardOf = (dealId: string) => accountId + dealId
const rub = (minor: bigint) => ({ minor, currency: 'RUB' })
const dayMs = 86_400_000

type AnyDecider = Decider<Message, unknown, Message>
const decide = (decider: unknown, events: readonly Message[], command: Message): readonly Message[] => {
  const { evolve, initial, decide: table } = decider as AnyDecider
  try {
    return table[command.type]?.(command as never, events.reduce(evolve, initial())) ?? []
  } catch (error) {
    if (error instanceof Refused) return []
    throw error
  }
}

/**
 * A partner's account and its deals as their streams tell them. Every command goes through its own decider; a refused one leaves no trace. What is parked is not
 * settled until somebody says so.
 */
const openBooks = (percent: string, isParked = () => false) => {
  let [now, made] = [Date.parse('2026-01-01T00:00:00.000Z'), 100]
  const account: AccountEvent[] = []
  const dealStreams = new Map<string, Recorded[]>()
  const meta = (person: string): Meta => {
    const at = new Date(now).toISOString()
    return testMeta({ actor: { kind: 'user', id: person }, occurredAt: at, recordedAt: at })
  }
  const toAccount = (decider: unknown, command: Message) => account.push(...(decide(decider, account, command) as readonly AccountEvent[]))
  const worthAfter = (dealId: string, eventId: string) => {
    const deal = dealAfter(dealStreams.get(dealId) ?? [], eventId)
    if (deal.status === 'none' || !deal.wonAt || !deal.amount) return undefined
    return { wonAt: deal.wonAt, sale: deal.status === 'won' ? deal.amount : rub(0n), refunded: rub(deal.refunded) }
  }
  const settle = (dealId: string, eventId: string) => {
    const [worth, newest] = [worthAfter(dealId, eventId), dealStreams.get(dealId)?.at(-1)?.id ?? '']
    if (!worth) return
    const now = newest === eventId ? undefined : worthAfter(dealId, newest)
    const latest = now && { ...now, cause: { kind: 'amended' as const, eventId: newest } }
    const terms = { version: 1, percent, personal: false, holdDays: 5 }
    const ids = { rewardId: rewardOf(dealId), partnerId, customerId, dealId, programmeId, lineId: accountId + eventId }
    toAccount(rewards, SettleReward({ ...ids, ...worth, terms, cause: { kind: 'amended', eventId }, latest }, meta(operator)))
  }
  const parked: (() => void)[] = []
  const toDeal = (dealId: string, command: Message) => {
    const opened = DealOpened({ dealId, customerId, partnerId, programmeId, crm: 'bitrix24' }, meta(operator))
    const stream = dealStreams.get(dealId) ?? [{ ...opened, id: id(0), stream: 's', revision: 0n, position: '0' }]
    dealStreams.set(dealId, stream)
    for (const event of decide(deals, stream, command)) {
      const recorded = { ...event, id: id(++made), stream: 's', revision: BigInt(stream.length), position: String(made) }
      stream.push(recorded)
      if (isParked()) parked.push(() => settle(dealId, recorded.id))
      else settle(dealId, recorded.id)
    }
  }
  const state = () => account.reduce(evolveAccount, noAccount())
  const payoutAt = (n: number) => [...state().payouts.keys()].at(-1 - n) ?? accountId + id(0)
  return {
    account,
    parked,
    dealAfterAll: (dealId: string) => dealAfter(dealStreams.get(dealId) ?? [], dealStreams.get(dealId)?.at(-1)?.id ?? ''),
    win: (dealId: string, minor: bigint) => toDeal(dealId, WinDeal({ dealId, by: 'crm', amount: rub(minor) }, meta(operator))),
    refund: (dealId: string, refundId: string, minor: bigint) => toDeal(dealId, RefundDeal({ dealId, refundId, amount: rub(minor) }, meta(operator))),
    lose: (dealId: string) => toDeal(dealId, LoseDeal({ dealId, by: 'crm', reason: 'x' }, meta(operator))),
    reopen: (dealId: string) => toDeal(dealId, ReopenDeal({ dealId }, meta(operator))),
    request: (dealId: string) => {
      const request = { payoutId: accountId + id(++made), partnerId, rewardIds: [rewardOf(dealId)], minimum: rub(0n) }
      toAccount(payouts, RequestPayment(request, meta(partner)))
    },
    approve: (n: number) => toAccount(payouts, ApprovePayment({ payoutId: payoutAt(n) }, meta(operator))),
    reject: (n: number) => toAccount(payouts, RejectPayment({ payoutId: payoutAt(n), comment: 'x' }, meta(operator))),
    paid: (n: number) => toAccount(payouts, RecordPaid({ payoutId: payoutAt(n), reference: 'x' }, meta(operator))),
    failed: (n: number) => toAccount(payouts, RecordFailed({ payoutId: payoutAt(n), reason: 'x' }, meta(operator))),
    /** Time goes on, and timers with it. */
    wait: (days: number) => {
      now += days * dayMs
      for (const { rewardId, heldUntil } of state().rewards.values())
        if (Date.parse(heldUntil) <= now) toAccount(rewards, ReleaseReward({ rewardId }, meta(operator)))
    },
  }
}
type Books = ReturnType<typeof openBooks>
type Step = (books: Books) => unknown

const deal = fc.constantFrom(...dealIds)
const minor = fc.bigInt({ min: 0n, max: 3_000n })
const percent = fc.integer({ min: 0, max: 10_000 }).map((bp) => (bp / 100).toFixed(2))
const named = (name: string, step: Step) => Object.assign(step, { toString: () => name })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(deal, minor).map(([of, sum]) => named(`win ${of} ${sum}`, (books) => books.win(of, sum))) },
  {
    weight: 4,
    arbitrary: fc.tuple(deal, fc.nat(9), minor).map(([of, n, sum]) => named(`refund ${of} ${sum}`, (books) => books.refund(of, `r${n}`, sum))),
  },
  { weight: 2, arbitrary: fc.tuple(deal, fc.constantFrom('lose', 'reopen')).map(([of, what]) => named(`${what} ${of}`, (books) => books[what](of))) },
  { weight: 4, arbitrary: deal.map((of) => named(`request ${of}`, (books) => books.request(of))) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.nat(2), fc.constantFrom('approve', 'approve', 'reject', 'paid', 'failed'))
      .map(([n, what]) => named(`${what} ${n}`, (books) => books[what](n))),
  },
  { weight: 3, arbitrary: fc.nat(6).map((days) => named(`wait ${days}`, (books) => books.wait(days))) },
)

/** Long enough for a payout to be asked for, decided and followed by a refund. */
const history = fc.array(step, { minLength: 20, maxLength: 80, size: 'max' })

const definitions = new Map<string, Definition>([...rewardsEvents, ...payoutsEvents].map((definition) => [definition.type, definition]))
/** As the log would keep it and give it back. */
const text = ({ type, data }: AccountEvent) => JSON.stringify(definitions.get(type)?.schema.encode(data as never))
const readBack = (event: AccountEvent) =>
  ({ ...event, data: definitions.get(event.type)?.schema.decode(JSON.parse(text(event)) as never) }) as AccountEvent

type Balance = Record<Ledger, bigint>
const nothing = (): Balance => ({ programme: 0n, held: 0n, available: 0n, requested: 0n, paid: 0n })
const isOpenOrPaid = (status: string) => status === 'requested' || status === 'approved' || status === 'paid'

/** What the ledgers must hold, counted from the rows. */
const balanceOf = ({ rewards: rows }: Account): Balance => {
  const balance = nothing()
  for (const { status, minor: sum } of rows.values()) {
    if (status === 'reversed') expect(sum).toBe(0n)
    else balance[status] += sum
    balance.programme -= sum
  }
  return balance
}
const eachInOnePayout = ({ payouts: all, rewards: rows }: Account) => {
  const taken = [...all.values()].filter(({ status }) => isOpenOrPaid(status)).flatMap(({ rewardIds }) => rewardIds)
  expect(new Set(taken).size).toBe(taken.length)
  expect(new Set([...rows.values()].filter(({ payoutId }) => payoutId).map(({ rewardId }) => rewardId))).toEqual(new Set(taken))
}
const sumOfLines = ({ payouts: all, rewards: rows }: Account) => {
  for (const { status, rewardIds, amount } of all.values())
    if (isOpenOrPaid(status)) expect(rewardIds.reduce((sum, rewardId) => sum + (rows.get(rewardId)?.minor ?? 0n), 0n)).toBe(amount.minor)
}
const moves: Record<RewardStatus, readonly RewardStatus[]> = {
  held: ['held', 'available', 'reversed'],
  available: ['available', 'requested', 'reversed'],
  requested: ['requested', 'paid', 'available'],
  paid: ['paid'],
  reversed: ['reversed', 'held', 'available'],
}
const onlyKnownMoves = (before: ReadonlyMap<string, RewardStatus>, { rewards: rows }: Account) => {
  for (const [rewardId, from] of before) expect(moves[from]).toContain(rows.get(rewardId)?.status)
}
/** A debt is a row of its own, and every request takes it in. */
const debtsAreRows = ({ rewards: rows }: Account, { type }: AccountEvent) => {
  const debts = [...rows.values()].filter((row) => row.minor < 0n)
  expect(debts.filter(({ of }) => of === undefined)).toEqual([])
  if (type === 'payouts.PaymentRequested') expect(debts.filter(({ status }) => status === 'available')).toEqual([])
}
/** By words, not by our code: the share of what was sold less what was given back, half up, since neither is negative. */
const earnedBy = (books: Books, dealId: string, share: string) => {
  const after = books.dealAfterAll(dealId)
  if (after.status !== 'won' || !after.amount || after.amount.minor < after.refunded) return 0n
  return ((after.amount.minor - after.refunded) * basisPoints(share) * 2n + 10_000n) / 20_000n
}
const posted = (account: Account, dealId: string) => rowsOf(account, rewardOf(dealId)).reduce((sum, row) => sum + row.minor, 0n)
const folded = (events: readonly AccountEvent[]) => events.reduce(evolveAccount, noAccount())

test(
  'after every event the ledgers sum to zero and hold what the rows say, and a reward is in one payout at most',
  () =>
    fc.assert(
      fc.property(percent, history, (share, steps) => {
        const books = openBooks(share)
        for (const take of steps) take(books)
        const ledgers = nothing()
        let account = noAccount()
        for (const event of books.account) {
          const before = new Map([...account.rewards].map(([rewardId, { status }]) => [rewardId, status]))
          account = evolveAccount(account, readBack(event))
          if ('entries' in event.data) for (const { ledger, minor: sum } of event.data.entries) ledgers[ledger] += sum
          expect(Object.values(ledgers).reduce((sum, one) => sum + one)).toBe(0n)
          expect(ledgers).toEqual(balanceOf(account))
          eachInOnePayout(account)
          sumOfLines(account)
          onlyKnownMoves(before, account)
          debtsAreRows(account, event)
        }
        expect(account).toEqual(folded(books.account))
      }),
      { numRuns: 100 },
    ),
  20_000,
)

test(
  'after every step a deal has earned the share of what is left of it, however often it was paid, refunded, lost and won',
  () =>
    fc.assert(
      fc.property(percent, history, (share, steps) => {
        const books = openBooks(share)
        for (const take of steps) {
          take(books)
          const account = folded(books.account)
          for (const dealId of dealIds) expect(posted(account, dealId)).toBe(earnedBy(books, dealId, share))
        }
      }),
      { numRuns: 100 },
    ),
  20_000,
)

test('facts that were parked and are settled late, in any order, come to the same sum', () => {
  const parking = fc.tuple(fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), fc.nat(1_000))
  fc.assert(
    fc.property(percent, history, parking, (share, steps, [pattern, shuffle]) => {
      let turn = 0
      const books = openBooks(share, () => pattern[turn++ % pattern.length] ?? false)
      for (const take of steps) take(books)
      const keyed = books.parked.map((settle, n) => ({ settle, key: ((n + 1) * 7_919 * (shuffle + 1)) % 1_009 }))
      for (const { settle } of keyed.toSorted((one, other) => one.key - other.key)) settle()
      const account = folded(books.account)
      for (const dealId of dealIds) expect(posted(account, dealId)).toBe(earnedBy(books, dealId, share))
    }),
    { numRuns: 100 },
  )
}, 20_000)

test('each amount follows from its arithmetic alone, and no amount was ever a float', () =>
  fc.assert(
    fc.property(percent, history, (share, steps) => {
      const books = openBooks(share)
      for (const take of steps) take(books)
      for (const event of books.account) {
        if ('arithmetic' in event.data) expect(amountOf(event.data.arithmetic)).toBe(event.data.amount.minor)
        const numbers = [...text(event).matchAll(/"(\w+)":-?\d/g)].map(([, field]) => field)
        expect(numbers.filter((field) => field !== 'termsVersion' && field !== 'number')).toEqual([])
      }
    }),
  ))

const [dealId = ''] = dealIds
/** A deal won for all that its refunds give back, and `kept` on top; paid out or not before the first refund. */
const afterRefunds = (share: string, refunds: readonly bigint[], kept: bigint, isPaid: boolean) => {
  const books = openBooks(share)
  books.win(
    dealId,
    refunds.reduce((sum, one) => sum + one, kept),
  )
  books.wait(6)
  if (isPaid) for (const take of [() => books.request(dealId), () => books.approve(0), () => books.paid(0)]) take()
  refunds.forEach((sum, n) => {
    books.refund(dealId, `${sum}.${n}`, sum)
  })
  return posted(folded(books.account), dealId)
}
const someRefunds = fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { minLength: 1, maxLength: 8 })

test('all given back, in whatever parts, before or after it was paid, leaves exactly nothing', () =>
  fc.assert(fc.property(percent, someRefunds, fc.boolean(), (share, refunds, isPaid) => afterRefunds(share, refunds, 0n, isPaid) === 0n)))

test('the order of partial refunds changes nothing in the end', () => {
  const shuffled = someRefunds.chain((refunds) =>
    fc.tuple(fc.constant(refunds), fc.shuffledSubarray(refunds, { minLength: refunds.length, maxLength: refunds.length })),
  )
  fc.assert(
    fc.property(percent, shuffled, fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.boolean(), (share, [one, other], kept, isPaid) => {
      expect(afterRefunds(share, other, kept, isPaid)).toBe(afterRefunds(share, one, kept, isPaid))
    }),
  )
})
