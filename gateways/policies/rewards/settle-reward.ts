import { DealAmended, DealLost, DealRefunded, DealReopened, DealWon } from '@kontor/core/deals'
import type { Execute } from '@kontor/core/kernel'
import { rewards, SettleReward } from '@kontor/core/rewards'
import { done, type Effect, effect } from '../../kernel/index.ts'
import { type SettlementPorts, settlementOf } from './settlement.ts'

export type SettlingDeps = SettlementPorts & { readonly execute: Execute }

/** Whatever changes what a deal is worth brings its reward along (money.md 7). Facts of one deal are settled one after the other, each at its own time; one that was parked comes later. */
export const settleRewardOfDeal = (deps: SettlingDeps): Effect =>
  effect({
    name: 'policies.settle-reward',
    on: [DealWon, DealAmended, DealRefunded, DealLost, DealReopened],
    orderKey: ({ data }) => data.dealId,
    repeatSafe: 'yes',
    attempt: async (event, { meta }) => {
      const settlement = await settlementOf(deps, event)
      if (!settlement) return done
      const { data, latest } = settlement
      const command = SettleReward({ ...data, ...(latest && { latest }) }, { ...meta(event.meta.tenantId), occurredAt: event.meta.occurredAt })
      await deps.execute(rewards, settlement.accountId, command)
      return done
    },
  })
