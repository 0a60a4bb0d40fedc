import { z } from 'zod'
import { define, Id, Percent } from '../../kernel/index.ts'

/** This partner earns another share than the programme's, from now on. */
export const PartnerTermsSet = define('partners.PartnerTermsSet', z.object({ partnerId: Id, percent: Percent }))
