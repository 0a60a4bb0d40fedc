import { namesIn } from '../../rewards/index.ts'
import { factOf, type SaleStep, saleStepOf } from './figures.ts'
import type { Handled } from './handled.ts'
import { latestOf } from './latest.ts'

/** The end of what each tenant's events in this batch say. */
const seenIn = (batch: readonly Handled[]) =>
  [...new Map(batch.map(({ meta, position }) => [meta.tenantId, position]))].map(([tenantId, position]) => ({ tenantId, position }))

/** A fact that does not say how a deal stands keeps what an earlier one in the batch said; what no fact in it says, the table knows. */
const filled = (steps: readonly SaleStep[]): readonly SaleStep[] => {
  const known = new Map<string, SaleStep>()
  return steps.map((step) => {
    const key = `${step.tenantId}.${step.dealId}`
    const { won, amount, refunded, currency } = known.get(key) ?? step
    const next = {
      ...step,
      won: step.won ?? won,
      amount: step.amount ?? amount,
      refunded: step.refunded ?? refunded,
      currency: step.currency ?? currency,
    }
    known.set(key, next)
    return next
  })
}

export const fold = (batch: readonly Handled[]) => ({
  facts: batch.flatMap((event) => factOf(event) ?? []),
  sales: filled(batch.flatMap((event) => saleStepOf(event) ?? [])),
  latest: batch.flatMap((event) => latestOf(event) ?? []),
  names: namesIn(batch),
  seen: seenIn(batch),
})
export type Rows = ReturnType<typeof fold>
