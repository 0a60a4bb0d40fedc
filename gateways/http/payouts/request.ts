import { accountOf, type Meta, Refused, stateOf } from '@kontor/core/kernel'
import { PaymentRequested, payouts, RequestPayment } from '@kontor/core/payouts'
import type { z } from 'zod'
import type { Acting, HttpDeps } from '../ports.ts'
import type { NewPayout, PayoutRequested, Preview } from './contract.ts'
import { minimumFor } from './minimum.ts'
import { previewOf } from './preview.ts'

type Partner = Pick<Acting, 'tenantId' | 'partnerId'>

/** Reads the account as the log has it now, and writes nothing. */
export const previewPayout = async (deps: Pick<HttpDeps, 'log'>, acting: Partner, rewardIds: readonly string[]): Promise<Preview> => {
  const { tenantId, partnerId = '' } = acting
  const [first = ''] = rewardIds
  const [minimum, account] = await Promise.all([minimumFor(deps, tenantId, partnerId), stateOf(deps, payouts, tenantId, accountOf(first))])
  return previewOf(account, { partnerId, rewardIds, minimum })
}

/**
 * Asks to be paid these rewards. Raises Refused `reward.not-found`, `payout.reward-taken`, `payout.nothing-to-pay`, and `payout.reward-not-available` for what is held,
 * reversed, in another currency or below the programme's minimum.
 */
export const requestPayout = async (
  deps: Pick<HttpDeps, 'execute' | 'log'>,
  acting: Partner,
  { rewardIds, comment }: z.output<typeof NewPayout>,
  meta: Meta,
): Promise<z.output<typeof PayoutRequested>> => {
  const { tenantId, partnerId = '' } = acting
  const accountId = accountOf(rewardIds[0] ?? '')
  const elsewhere = rewardIds.find((rewardId) => accountOf(rewardId) !== accountId)
  if (elsewhere) throw new Refused('payout.reward-not-available', elsewhere)
  const minimum = await minimumFor(deps, tenantId, partnerId)
  const asked = { payoutId: accountId + meta.commandId, partnerId, rewardIds, minimum, ...(comment !== undefined && { comment }) }
  const { position, events } = await deps.execute(payouts, accountId, RequestPayment(asked, meta))
  const { payoutId, amount } = PaymentRequested.among(events).data
  return { payoutId, amount: { minor: String(amount.minor), currency: amount.currency }, position }
}
