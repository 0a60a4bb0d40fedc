import { deals } from '@kontor/core/deals'
import { Refused, streamOfAggregate } from '@kontor/core/kernel'
import type { Acting, HttpDeps } from '../ports.ts'
import type { DealHistory } from './contract.ts'
import { factShownTo } from './for-partner.ts'

/** As JSON has it: amounts are text on the wire. */
const onWire = (data: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? String(value) : value)))

/** A deal's own facts from the log, newest first, without who acted. Raises Refused `deal.not-found` for what is not there or another partner's. */
export const historyOf = async ({ log }: Pick<HttpDeps, 'log'>, acting: Acting, dealId: string): Promise<DealHistory> => {
  const { events } = await log.read(streamOfAggregate(deals, acting.tenantId, dealId))
  const items = events.map(({ type, data, meta }) => ({ type, occurredAt: meta.occurredAt, recordedAt: meta.recordedAt, data: onWire(data) }))
  const isTheirs = acting.role !== 'partner' || items[0]?.data['partnerId'] === acting.partnerId
  if (items.length === 0 || !isTheirs) throw new Refused('deal.not-found')
  return { items: items.toReversed().map((item) => ({ ...item, data: factShownTo(acting, item.type, item.data) })) }
}
