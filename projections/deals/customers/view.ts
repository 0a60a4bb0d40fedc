import { Id } from '@kontor/core/kernel'
import { z } from 'zod'
import { CrmPush, DealStatus, partnerOfRow, RewardSummary, WireMoney } from '../shapes.ts'

export const CustomerSource = z.enum(['form', 'manual'])
export type CustomerSource = z.output<typeof CustomerSource>

/** By what became of a customer; `none` while there is no deal yet. */
export const CustomerStatus = z.enum(['none', ...DealStatus.options])
export type CustomerStatus = z.output<typeof CustomerStatus>

/** Somebody a partner brought, with what became of it. Texts of an erased person read `[erased]`. */
export const CustomerItem = z.object({
  customerId: Id,
  ...partnerOfRow,
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  company: z.string().nullable(),
  comment: z.string().nullable(),
  source: CustomerSource,
  linkId: Id.optional(),
  linkTitle: z.string().optional(),
  clickId: Id.optional(),
  createdAt: z.string(),
  /** Who had this phone or e-mail first; for a partner only where it is a customer of their own. */
  duplicateOf: Id.optional(),
  /** Another partner brought them first: the operator must decide before there is a deal. */
  waits: z.boolean(),
  suspicious: z.boolean(),
  deal: z
    .object({
      dealId: Id,
      number: z.string().nullable(),
      stage: z.string().nullable(),
      stageName: z.string().nullable(),
      status: DealStatus,
      amount: WireMoney.optional(),
    })
    .optional(),
  crm: CrmPush.optional(),
  reward: RewardSummary.extend({ heldUntil: z.string().optional() }).optional(),
})
export type CustomerItem = z.output<typeof CustomerItem>
