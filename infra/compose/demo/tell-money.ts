import { dealIdOf, deals } from '@kontor/core/deals'
import { stateOf, streamOfAggregate } from '@kontor/core/kernel'
import { ApprovePayment, payouts, RecordFailed, RecordPaid, RejectPayment, RequestPayment } from '@kontor/core/payouts'
import { accountIdOf, rewardIdOf, rewards, SettleReward } from '@kontor/core/rewards'
import { type Settling, settlementOf } from '@kontor/gateways/policies'
import { calendar } from './calendar.ts'
import { type Plan, stories } from './plan.ts'
import type { PlannedCustomer } from './planned.ts'
import { customerIdOf } from './tell-deals.ts'
import { inLanes, metaAt, type Telling } from './telling.ts'

type Outcome = 'requested' | 'approved' | 'rejected' | 'failed' | 'paid'
type Step = { readonly at: number; readonly tell: () => Promise<unknown> }

/** Days ago on which partners ask to be paid, and what becomes of the last request of each: every state is to be seen somewhere. */
const rounds = [150, 120, 90, 60, 35] as const
const last: readonly Outcome[] = ['requested', 'approved', 'rejected', 'failed', 'paid']
const settling: readonly string[] = ['deals.DealWon', 'deals.DealRefunded']

const settlements = async (telling: Telling, { n, deal }: PlannedCustomer): Promise<readonly Step[]> => {
  if (deal.end.is !== 'won') return []
  const dealId = dealIdOf(telling.derivedId, customerIdOf(telling, n))
  const { events } = await telling.log.read(streamOfAggregate(deals, telling.tenantId, dealId))
  const facts = events.filter(({ type }) => settling.includes(type)) as readonly unknown[] as readonly Settling[]
  return facts.map((event) => ({ at: Date.parse(event.meta.occurredAt), tell: () => settle(telling, event) }))
}

const settle = async (telling: Telling, event: Settling) => {
  const settlement = await settlementOf(telling, event)
  if (!settlement) return
  const meta = metaAt(telling, `reward of ${event.id}`, Date.parse(event.meta.occurredAt), { kind: 'policy', id: 'policies.settle-reward' })
  await telling.execute(rewards, settlement.accountId, SettleReward(settlement.data, meta))
}

/** What the first partner keeps for whoever tries the demo: story (a), and whatever came after it. */
const kept = (telling: Telling, { customers }: Plan, partnerId: string): ReadonlySet<string> => {
  const told = customers.find(({ deal }) => deal.number === stories.a)
  const since = told?.deal.end.is === 'won' ? told.deal.end.at : 0
  const late = customers.filter(({ partner, deal }) => partner === 0 && deal.end.is === 'won' && deal.end.at >= since)
  return new Set(
    late.map(({ n }) => rewardIdOf(telling.derivedId, { partnerId, currency: 'RUB', dealId: dealIdOf(telling.derivedId, customerIdOf(telling, n)) })),
  )
}

const tellPayout = async (telling: Telling, plan: Plan, partner: number, accountId: string, round: string, at: number, outcome: Outcome) => {
  const { partnerId, userId } = telling.partners[partner] ?? { partnerId: '', userId: '' }
  const owner = { kind: 'user', id: telling.ownerId } as const
  const meta = (step: string, when: number, actor: typeof owner) => metaAt(telling, `payout ${partner} ${round} ${step}`, when, actor)
  const asked = meta('requested', at, { kind: 'user', id: userId })
  const payoutId = accountId + asked.commandId
  const account = await stateOf(telling, rewards, telling.tenantId, accountId)
  const spared = partner === 0 && outcome !== 'paid' ? kept(telling, plan, partnerId) : new Set<string>()
  const free = [...account.rewards.values()].filter(({ status, minor, rewardId }) => status === 'available' && minor > 0n && !spared.has(rewardId))
  const owed = [...account.rewards.values()].filter(({ status, minor }) => status === 'available' && minor < 0n)
  const sum = [...free, ...owed].reduce((total, { minor }) => total + minor, 0n)
  if (!account.payouts.has(payoutId)) {
    if (free.length === 0 || sum <= 0n) return
    const request = { payoutId, partnerId, rewardIds: free.map(({ rewardId }) => rewardId), minimum: { minor: 0n, currency: 'RUB' } }
    await telling.execute(payouts, accountId, RequestPayment(request, asked))
  }
  if (outcome === 'requested') return
  const decided = meta('decided', at + 3 * 3_600_000, owner)
  if (outcome === 'rejected')
    return telling.execute(payouts, accountId, RejectPayment({ payoutId, comment: 'Пришлите акт за прошлый месяц, и запросите снова.' }, decided))
  await telling.execute(payouts, accountId, ApprovePayment({ payoutId }, decided))
  const settled = meta('settled', at + 26 * 3_600_000, owner)
  if (outcome === 'paid') await telling.execute(payouts, accountId, RecordPaid({ payoutId, reference: `ПП ${payoutId.slice(-6)}` }, settled))
  if (outcome === 'failed')
    await telling.execute(payouts, accountId, RecordFailed({ payoutId, reason: 'Банк вернул платёж: счёт получателя закрыт' }, settled))
}

/** Rewards as the deals earned them and payouts as they were asked for, each account in the order of time. */
export const tellMoney = (telling: Telling, plan: Plan, end: string) => {
  const { at } = calendar(end)
  return inLanes([...telling.partners.keys()], async (partner) => {
    const accountId = accountIdOf(telling.derivedId, telling.partners[partner]?.partnerId ?? '', 'RUB')
    const own = plan.customers.filter((customer) => customer.partner === partner)
    const payout = (round: string, when: number, outcome: Outcome): Step => ({
      at: when,
      tell: () => tellPayout(telling, plan, partner, accountId, round, when, outcome),
    })
    const steps = [
      ...(await Promise.all(own.map((customer) => settlements(telling, customer)))).flat(),
      ...rounds.map((ago) => payout(String(ago), at(ago, 10, partner), 'paid')),
      payout('last', at(2, 9, partner * 2), last[partner % last.length] ?? 'paid'),
    ]
    for (const { tell } of steps.toSorted((one, other) => one.at - other.at)) await tell()
  })
}
