import { Currency, Id, Percent, Slug } from '@kontor/core/kernel'
import { z } from 'zod'

/** Terms as a reader meets them: money stays text, since nothing is reckoned here. */
export const TermsView = z.object({
  version: z.int(),
  percent: Percent,
  holdDays: z.int(),
  minimumPayout: z.object({ minor: z.string(), currency: Currency }),
})
export type TermsView = z.output<typeof TermsView>

export const ProgrammeItem = z.object({
  programmeId: Id,
  slug: Slug,
  name: z.string(),
  currency: Currency,
  timeZone: z.string(),
  terms: TermsView.nullable(),
  createdAt: z.string(),
})
export type ProgrammeItem = z.output<typeof ProgrammeItem>
