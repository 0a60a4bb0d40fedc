import { z } from 'zod'

export const SandboxDealsQuery = z.strictObject({ q: z.string().trim().max(200).optional() })
export const SandboxDealId = z.strictObject({ id: z.string().regex(/^[1-9]\d{0,14}$/) })
const Sum = z.string().regex(/^\d{1,15}(?:\.\d{1,2})?$/, 'a sum with at most two decimals')
/** As the portal itself takes it; a number is read as its text. */
export const SandboxDealChange = z.strictObject({
  STAGE_ID: z.string().max(60).optional(),
  OPPORTUNITY: z.union([Sum, z.number().transform(String).pipe(Sum)]).optional(),
})
export const SandboxDealItem = z.looseObject({
  ID: z.string(),
  TITLE: z.string(),
  STAGE_ID: z.string(),
  OPPORTUNITY: z.string(),
  CURRENCY_ID: z.string(),
  ORIGINATOR_ID: z.string(),
  ORIGIN_ID: z.string(),
  CONTACT_ID: z.string(),
  DATE_MODIFY: z.string(),
})
export const SandboxDeals = z.strictObject({ items: z.array(SandboxDealItem) })
export const Faults = z.strictObject({
  double: z.boolean(),
  late: z.boolean(),
  lose: z.boolean(),
  busy: z.boolean(),
  overTime: z.boolean(),
  silent: z.boolean(),
})
export const FaultsChange = Faults.partial()
