import { Id } from '@kontor/core/kernel'
import { z } from 'zod'
import { CrmPush, DealStatus, partnerOfRow, RewardSummary, WireMoney } from '../shapes.ts'

export { DealStatus }

/** A sale and how it stands. `number` is its id in the CRM. Texts of an erased person read `[erased]`. */
export const DealItem = z.object({
  dealId: Id,
  number: z.string().nullable(),
  customerId: Id,
  customerName: z.string(),
  ...partnerOfRow,
  status: DealStatus,
  stage: z.string().nullable(),
  stageName: z.string().nullable(),
  /** When it came to this stage; to the funnel, before the first. */
  stageSince: z.string(),
  /** What it was last won for. */
  amount: WireMoney.nullable(),
  refunded: WireMoney.nullable(),
  crm: CrmPush.optional(),
  reward: RewardSummary.optional(),
  openedAt: z.string(),
  wonAt: z.string().nullable(),
  lostReason: z.string().nullable(),
  /** Of the latest fact. */
  occurredAt: z.string(),
})
export type DealItem = z.output<typeof DealItem>
