import type { PayoutItem } from '@kontor/gateways/http/payouts/contract'

type Stage = 'requested' | 'approved' | 'paid' | 'rejected' | 'failed' | 'unknown'
/** A stage of a payout: behind it, where it stands, or still to come; and when it was reached, where that is known. */
export type Step = { readonly stage: Stage; readonly reached: 'done' | 'now' | 'ahead'; readonly at?: string | undefined }
type Dated = Pick<PayoutItem, 'status' | 'requestedAt' | 'decidedAt' | 'paidAt'>

const path: Readonly<Record<PayoutItem['status'], readonly Stage[]>> = {
  requested: ['requested', 'approved', 'paid'],
  approved: ['requested', 'approved', 'paid'],
  paid: ['requested', 'approved', 'paid'],
  rejected: ['requested', 'rejected'],
  failed: ['requested', 'approved', 'failed'],
  unknown: ['requested', 'approved', 'unknown'],
}

/** The way of a payout from the request to its end, as far as it has gone (ui.md S40). */
export const stepsOf = ({ status, requestedAt, decidedAt, paidAt }: Dated): readonly Step[] => {
  const times: Readonly<Partial<Record<Stage, string | undefined>>> = {
    requested: requestedAt,
    approved: decidedAt,
    rejected: decidedAt,
    paid: paidAt,
  }
  const stages = path[status]
  const now = stages.indexOf(status)
  return stages.map((stage, index) => {
    const reached = index < now ? 'done' : index === now ? 'now' : 'ahead'
    return { stage, reached, at: reached === 'ahead' ? undefined : times[stage] }
  })
}
