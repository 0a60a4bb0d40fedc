import { z } from 'zod'

/** What waits for a person, by kind: applications, payouts to decide, deals that the CRM did not take. A role sees only its own. */
export const Badges = z.object({ applications: z.int().min(0).optional(), payouts: z.int().min(0).optional(), deals: z.int().min(0).optional() })
export type Badges = z.output<typeof Badges>
