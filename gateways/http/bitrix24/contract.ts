import { Line } from '@kontor/core/kernel'
import { z } from 'zod'
import { Accepted, AfterQuery, List } from '../contract.ts'

export { Accepted, AfterQuery }

/** `https://<portal>/rest/<user>/<secret>/`: what a portal shows when an inbound webhook is made there. */
const WebhookUrl = z
  .string()
  .trim()
  .max(500)
  .regex(/^https:\/\/[a-z0-9.-]+(?::\d{1,5})?\/rest\/\d{1,10}\/[a-zA-Z0-9]{4,100}\/?$/, 'must look like https://portal/rest/1/secret/')

/** What is absent stays as it is. */
export const ConnectionChange = z.strictObject({
  portal: z.literal('sandbox').optional(),
  webhookUrl: WebhookUrl.optional(),
  applicationToken: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 visible characters')
    .optional(),
  entity: z.literal('deal').optional(),
  funnelId: z.int().min(0).max(1_000_000).optional(),
  stageId: Line(60).optional(),
  reconcileSeconds: z.int().min(5).max(86_400).optional(),
  enabled: z.boolean().optional(),
})
export type ConnectionChange = z.output<typeof ConnectionChange>
export const ConnectionChanged = Accepted.extend({ endpointUrl: z.string() })

export const Connection = z.strictObject({
  connected: z.boolean(),
  portal: z.string().nullable(),
  entity: z.enum(['deal', 'lead']),
  funnelId: z.int(),
  stageId: z.string().nullable(),
  reconcileSeconds: z.int(),
  /** Where the portal's outgoing webhook is to be sent. */
  endpointUrl: z.string(),
  hasToken: z.boolean(),
  /** Whether the stand-in may be chosen as the portal. */
  sandbox: z.boolean(),
  health: z.strictObject({
    lastEventAt: z.string().nullable(),
    lastPollAt: z.string().nullable(),
    waiting: z.int(),
    parked: z.int(),
    lastProblem: z.string().nullable(),
  }),
})

export const Funnels = List(z.strictObject({ id: z.int(), name: z.string() }))
export const StagesQuery = z.strictObject({ funnelId: z.coerce.number().int().min(0).max(1_000_000).default(0) })
/** P in progress, S success, F failure. */
export const Stages = List(z.strictObject({ id: z.string(), name: z.string(), semantics: z.enum(['P', 'S', 'F']) }))
export const Fields = List(z.strictObject({ name: z.string(), title: z.string(), type: z.string() }))
/** `problem` is in the CRM's words. */
export const Tested = z.strictObject({ ok: z.boolean(), problem: z.string().optional() })
