import type { ExplanationStep } from '@kontor/gateways/http/rewards/contract'
import { z } from 'zod'

const Touch = z.object({ partnerId: z.string(), occurredAt: z.string() })
const Attribution = z.object({ partnerId: z.string().optional(), click: Touch.optional(), otherTouches: z.array(Touch).optional() })

/** A click that led to the customer; `mine` is that of the partner the reward goes to, `decided` the one that attribution chose. */
export type TouchRow = { readonly at: string; readonly decided: boolean; readonly mine: boolean }

/** Every touch that attribution weighed, the latest first. None, for a customer who was added by hand. */
export const touchesOf = (steps: readonly ExplanationStep[]): readonly TouchRow[] => {
  const step = steps.find(({ event }) => event === 'deals.CustomerAttributed')
  const { data } = Attribution.safeParse(step?.data)
  if (!data) return []
  const row = (decided: boolean) => (touch: z.output<typeof Touch>) => ({
    at: touch.occurredAt,
    decided,
    mine: decided || touch.partnerId === data.partnerId,
  })
  return [...(data.click ? [data.click].map(row(true)) : []), ...(data.otherTouches ?? []).map(row(false))].sort((a, b) => b.at.localeCompare(a.at))
}
