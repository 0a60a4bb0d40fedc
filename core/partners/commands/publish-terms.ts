import { z } from 'zod'
import { type Decide, define, Id, type MessageOf, Money, Percent, Refused } from '../../kernel/index.ts'
import { TermsPublished } from '../events/index.ts'
import type { Programme, ProgrammeEvent } from '../states/programme.ts'

export const PublishTerms = define(
  'partners.PublishTerms',
  z.object({
    programmeId: Id,
    percent: Percent,
    holdDays: z.int().min(0).max(365),
    minimumPayout: Money.refine((money) => money.minor >= 0n, 'a minimum is not negative'),
  }),
)

/** A new version each time; the currency is the programme's, since a reward is paid in one. */
export const publishTerms: Decide<MessageOf<typeof PublishTerms>, Programme, ProgrammeEvent> = ({ data, meta }, programme) => {
  if (!programme.programmeId) throw new Refused('programme.not-found')
  if (data.minimumPayout.currency !== programme.currency) throw new Refused('terms.other-currency')
  return [TermsPublished({ ...data, version: (programme.terms?.version ?? 0) + 1 }, meta)]
}
