import { z } from 'zod'
import { define, Id, Money, Percent } from '../../kernel/index.ts'

/** From now on rewards of the programme are reckoned by this version; earlier ones keep theirs. */
export const TermsPublished = define(
  'partners.TermsPublished',
  z.object({ programmeId: Id, version: z.int().min(1), percent: Percent, holdDays: z.int().min(0), minimumPayout: Money }),
)
