import type { DealItem } from '@kontor/gateways/http/deals/contract'

/** What may still be given back of a won deal; nothing of any other. */
export const leftOf = ({ status, amount, refunded }: Pick<DealItem, 'status' | 'amount' | 'refunded'>): bigint =>
  status === 'won' && amount ? BigInt(amount.minor) - BigInt(refunded?.minor ?? '0') : 0n

export type DealStep = 'win' | 'lose' | 'refund' | 'push'

/** What can be done to a deal from here. A deal of the CRM is won and lost there; a refund is known to nobody but us. */
export const stepsOf = (deal: Pick<DealItem, 'status' | 'amount' | 'refunded' | 'crm'>): readonly DealStep[] => [
  ...(deal.crm?.state === 'failed' ? (['push'] as const) : []),
  ...(deal.status === 'open' && !deal.crm ? (['win', 'lose'] as const) : []),
  ...(leftOf(deal) > 0n ? (['refund'] as const) : []),
]
