import { Currency, Id, IdInAccount, Line, Prose } from '@kontor/core/kernel'
import { PayoutItem, PayoutStatus } from '@kontor/projections/payouts/list/view'
import { Balance, RewardItem } from '@kontor/projections/rewards/list/view'
import { z } from 'zod'
import { Accepted, AfterQuery, List, PageQuery, Position } from '../contract.ts'

export { Accepted, AfterQuery, PayoutItem, PayoutStatus }

const WireMoney = z.object({ minor: z.string(), currency: Currency })

export const PayoutsQuery = PageQuery.extend({ status: PayoutStatus.optional(), partnerId: Id.optional() })
export const PayoutList = List(PayoutItem)
export const PayoutId = z.strictObject({ payoutId: IdInAccount })

/** A reward row as it is in this payout. */
export const PayoutLine = RewardItem.pick({
  rewardId: true,
  amount: true,
  reverses: true,
  customerName: true,
  dealNumber: true,
  dealId: true,
  base: true,
  baseWord: true,
  rate: true,
})
export type PayoutLine = z.output<typeof PayoutLine>

/** `balanceAfter`: what the partner has once this payout is paid. */
export const PayoutDetail = PayoutItem.extend({ lines: z.array(PayoutLine), balanceAfter: z.array(Balance) })
export type PayoutDetail = z.output<typeof PayoutDetail>

const rewardIds = z.array(IdInAccount).min(1).max(1000)
export const Selection = z.strictObject({ rewardIds })
/** What a request of these rewards would be now. Open negative rows are always among the lines; what cannot be asked for is told with its reason. */
export const Preview = z.strictObject({
  amount: WireMoney,
  lines: z.array(z.object({ rewardId: IdInAccount, amount: WireMoney, reverses: IdInAccount.optional() })),
  whyNot: z.array(z.object({ rewardId: IdInAccount, code: z.string(), until: z.string().optional() })),
  minimum: WireMoney,
  /** How much is still to go to the minimum. */
  missing: WireMoney.optional(),
  /** The lines could be requested. */
  payable: z.boolean(),
})
export type Preview = z.output<typeof Preview>

export const NewPayout = z.strictObject({ rewardIds, comment: Prose(1000).optional() })
export const PayoutRequested = z.strictObject({ payoutId: IdInAccount, amount: WireMoney, position: Position })

export const Approval = z.strictObject({ comment: Prose(1000).optional() })
export const Rejection = z.strictObject({ comment: Prose(1000) })
export const Payment = z.strictObject({ reference: Line(200) })
export const Failure = z.strictObject({ reason: Line(500) })
