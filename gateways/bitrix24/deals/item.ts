import { z } from 'zod'

const Num = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.int())
const Time = z.string().refine((time) => !Number.isNaN(Date.parse(time)), 'not a time')

/** A deal as `crm.item.get` and `crm.item.list` tell it, as far as we look. Sums are decimal text, whatever type the portal used. */
export const CrmDeal = z.object({
  id: Num,
  title: z.string().nullish(),
  stageId: z.string(),
  stageSemanticId: z.enum(['P', 'S', 'F']).nullish(),
  categoryId: Num.nullish().transform((id) => id ?? 0),
  opportunity: z
    .union([z.number(), z.string()])
    .nullish()
    .transform((sum) => String(sum ?? 0)),
  currencyId: z.string().nullish(),
  originatorId: z.string().nullish(),
  originId: z.string().nullish(),
  updatedTime: Time,
  movedTime: Time.nullish(),
})
export type CrmDeal = z.output<typeof CrmDeal>

export const GotDeal = z.object({ item: CrmDeal })
export const ListedDeals = z.object({ items: z.array(CrmDeal) })
export const AddedItem = z.object({ item: z.object({ id: Num }) })
/** Ids of contacts who have a telephone number or an e-mail; an empty answer is a list. */
export const FoundContacts = z.union([z.object({ CONTACT: z.array(Num).optional() }), z.array(z.unknown()).transform(() => ({ CONTACT: undefined }))])
