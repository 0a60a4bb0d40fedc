import { z } from 'zod'
import { Currency, define, Id, Slug } from '../../kernel/index.ts'

/** People may apply to this programme under its slug. Its currency and zone are what its rewards and periods are reckoned in. */
export const ProgrammeOpened = define(
  'partners.ProgrammeOpened',
  z.object({ programmeId: Id, slug: Slug, name: z.string(), currency: Currency, timeZone: z.string() }),
)
