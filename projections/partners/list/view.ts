import { Id, Percent } from '@kontor/core/kernel'
import { z } from 'zod'

export const PartnerStatus = z.enum(['pending', 'active', 'rejected', 'deactivated'])
export type PartnerStatus = z.output<typeof PartnerStatus>

/** One partner as a tenant's people see them. Texts of an erased person read `[erased]`. */
export const PartnerListItem = z.object({
  partnerId: Id,
  programmeId: Id,
  name: z.string(),
  company: z.string().nullable(),
  email: z.string(),
  phone: z.string().nullable(),
  status: PartnerStatus,
  reason: z.string().nullable(),
  percent: Percent.nullable(),
  createdAt: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
})
export type PartnerListItem = z.output<typeof PartnerListItem>
