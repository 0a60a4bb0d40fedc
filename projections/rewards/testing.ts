import type { Message } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { ApprovePayment, payouts, RecordFailed, RecordPaid, RejectPayment, RequestPayment } from '@kontor/core/payouts'
import { type Account, type AccountEvent, noAccount, ReleaseReward, rewards, SettleReward } from '@kontor/core/rewards'

/** Whose account it is. Two partners of a tenant have two. */
export type Owner = { readonly tenantId: string; readonly partnerId: string; readonly account: number; readonly currency?: string }

const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString()

/**
 * An account that is written by the deciders themselves, so that its history is one that the log could hold. Hour by hour; `events` is what they wrote, `account` what
 * they know, which is what the views must show.
 */
export const accountBook = ({ tenantId, partnerId, account: number, currency = 'RUB' }: Owner) => {
  const events: AccountEvent[] = []
  let account: Account = noAccount()
  let hour = 0
  const inAccount = (n: number) => `${id(number)}${id(n)}`
  const meta = () => {
    hour += 1
    return testMeta({
      tenantId,
      actor: { kind: 'user', id: id(1) },
      occurredAt: day(hour),
      recordedAt: day(hour),
      commandId: id(number * 1000 + hour),
    })
  }
  const take = (made: readonly AccountEvent[]) => {
    events.push(...made)
    for (const event of made) account = (rewards.evolve as (state: Account, event: Message) => Account)(account, event)
  }
  const money = (minor: bigint) => ({ minor, currency })

  return {
    events: events as readonly AccountEvent[],
    state: () => account,
    rewardId: inAccount,
    payoutId: (n: number) => inAccount(1000 + n),
    /** What the deal `n` is worth now, and what of it was given back. */
    settle: (n: number, sale: bigint, refunded: bigint, { holdDays = 0, percent = '10' } = {}) => {
      const on = meta()
      const known = events.find(({ type, data }) => type === 'rewards.RewardAccrued' && data.rewardId === inAccount(n))
      const data = {
        rewardId: inAccount(n),
        partnerId,
        customerId: id(100 + n),
        dealId: id(200 + n),
        programmeId: id(50),
        wonAt: known?.meta.occurredAt ?? on.occurredAt,
        sale: money(sale),
        refunded: money(refunded),
        terms: { version: 1, percent, personal: false, holdDays },
        cause: { kind: 'won' as const, eventId: on.commandId },
        lineId: inAccount(10_000 + hour),
      }
      take(rewards.decide['rewards.SettleReward'](SettleReward(data, on), account))
    },
    release: (n: number) => take(rewards.decide['rewards.ReleaseReward'](ReleaseReward({ rewardId: inAccount(n) }, meta()), account)),
    request: (n: number, rewardIds: readonly string[]) => {
      const asked = { payoutId: inAccount(1000 + n), partnerId, rewardIds: [...rewardIds], minimum: money(0n) }
      take(payouts.decide['payouts.RequestPayment'](RequestPayment({ ...asked, comment: 'please' }, meta()), account))
    },
    approve: (n: number) =>
      take(payouts.decide['payouts.ApprovePayment'](ApprovePayment({ payoutId: inAccount(1000 + n) }, { ...meta(), actor: other }), account)),
    reject: (n: number) =>
      take(payouts.decide['payouts.RejectPayment'](RejectPayment({ payoutId: inAccount(1000 + n), comment: 'not yet' }, meta()), account)),
    pay: (n: number) =>
      take(payouts.decide['payouts.RecordPaid'](RecordPaid({ payoutId: inAccount(1000 + n), reference: `ref ${n}` }, meta()), account)),
    fail: (n: number) =>
      take(payouts.decide['payouts.RecordFailed'](RecordFailed({ payoutId: inAccount(1000 + n), reason: 'closed' }, meta()), account)),
  }
}
const other = { kind: 'user', id: id(2) } as const
export type AccountBook = ReturnType<typeof accountBook>
