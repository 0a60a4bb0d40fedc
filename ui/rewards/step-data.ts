import { z } from 'zod'

const Amount = z.object({ minor: z.string(), currency: z.string() })

/** What a step tells of its fact, as far as a sentence wants it. Every event has its own few of these, and a partner is sent fewer. */
const StepData = z.object({
  code: z.string().optional(),
  refererHost: z.string().optional(),
  device: z.string().optional(),
  kind: z.string().optional(),
  source: z.string().optional(),
  rule: z.string().optional(),
  windowDays: z.number().optional(),
  otherTouches: z.array(z.object({ partnerId: z.string(), occurredAt: z.string() })).optional(),
  crm: z.string().optional(),
  externalId: z.string().optional(),
  stageName: z.string().optional(),
  reason: z.string().optional(),
  reference: z.string().optional(),
  amount: Amount.optional(),
  refunded: Amount.optional(),
  version: z.number().optional(),
  percent: z.string().optional(),
  rate: z.string().optional(),
  lineId: z.string().optional(),
  change: Amount.optional(),
  base: Amount.optional(),
  cause: z.object({ kind: z.string(), refund: Amount.optional() }).optional(),
  arithmetic: z.array(z.object({ op: z.string(), out: z.string() })).optional(),
  heldUntil: z.string().optional(),
})
export type StepData = z.output<typeof StepData>

/** Reads it field by field: one that is not what was expected is left out, and the step is still told. */
export const stepData = (data: Readonly<Record<string, unknown>>): StepData =>
  Object.fromEntries(
    Object.entries(StepData.shape).flatMap(([name, shape]) => {
      const read = shape.safeParse(data[name])
      return read.success && read.data !== undefined ? [[name, read.data]] : []
    }),
  )
