import { z } from 'zod'
import { define } from '../../kernel/index.ts'

/** The tenant's deals are worked on in this portal from now on. Secrets are in the vault, under `secretRef`; `sandbox` is our own stand-in. */
export const CrmConnected = define(
  'deals.CrmConnected',
  z.object({
    crm: z.literal('bitrix24'),
    portal: z.string(),
    secretRef: z.string().optional(),
    entity: z.enum(['deal', 'lead']),
    funnelId: z.int().min(0),
    stageId: z.string().optional(),
    /** How often what was lost on the way is looked for, in seconds. */
    reconcileSeconds: z.int(),
  }),
)
