import { type Deal, LoseDeal, MoveStage, RecordPushed, ReopenDeal, WinDeal } from '@kontor/core/deals'
import type { MessageOf, Meta } from '@kontor/core/kernel'
import { amountOf } from './amount.ts'
import type { CrmDeal } from './item.ts'
import type { Stage } from './stages.ts'

type Command = MessageOf<typeof RecordPushed | typeof MoveStage | typeof WinDeal | typeof LoseDeal | typeof ReopenDeal>
/** One step that takes our deal to where the CRM's is. `target` names where to; `at` is the CRM's time of it. */
export type Change = { readonly target: string; readonly at: string; readonly command: (meta: Meta) => Command }
export type Place = { readonly externalId: string; readonly portal: string; readonly url: string }
type Opened = Exclude<Deal, { status: 'none' }>

const arrival = ({ dealId }: Opened, item: CrmDeal, place: Place): Change => ({
  target: `pushed ${place.externalId}`,
  at: item.updatedTime,
  command: (meta) => RecordPushed({ dealId, crm: 'bitrix24', ...place }, meta),
})

const stage = ({ dealId }: Opened, item: CrmDeal, { name }: Stage): Change => ({
  target: `stage ${item.stageId}`,
  at: item.movedTime ?? item.updatedTime,
  command: (meta) => MoveStage({ dealId, stageId: item.stageId, stageName: name, funnelId: item.categoryId }, meta),
})

type Step = { readonly changes: readonly Change[]; readonly problem?: string }

const won = ({ dealId, status, amount: known }: Opened, item: CrmDeal): Step => {
  const sum = `${item.opportunity} ${item.currencyId ?? ''}`
  const amount = amountOf(item.opportunity, item.currencyId ?? '')
  if (!amount) return { changes: [], problem: `the sum "${sum}" is not a whole number of minor units` }
  if (status === 'won' && known?.minor === amount.minor && known.currency === amount.currency) return { changes: [] }
  const at = status === 'won' ? item.updatedTime : (item.movedTime ?? item.updatedTime)
  return { changes: [{ target: `won ${amount.minor} ${amount.currency}`, at, command: (meta) => WinDeal({ dealId, by: 'crm', amount }, meta) }] }
}

const lost = ({ dealId, status }: Opened, item: CrmDeal, reason: string): Step => {
  const at = item.movedTime ?? item.updatedTime
  return { changes: status === 'lost' ? [] : [{ target: 'lost', at, command: (meta) => LoseDeal({ dealId, by: 'crm', reason }, meta) }] }
}

const open = ({ dealId, status }: Opened, item: CrmDeal): Step => {
  const at = item.movedTime ?? item.updatedTime
  return { changes: status === 'open' ? [] : [{ target: 'open', at, command: (meta) => ReopenDeal({ dealId }, meta) }] }
}

const closing = (deal: Opened, item: CrmDeal, { name, semantics }: Stage): Step => {
  if (semantics === 'S') return won(deal, item)
  return semantics === 'F' ? lost(deal, item, name) : open(deal, item)
}

/** What has to be said here so that our deal is where the CRM's is, in order; nothing when it already is. A `problem` is for a person. Pure. */
export const changesOf = (deal: Opened, item: CrmDeal, at: Stage, place: Place): Step => {
  const { changes, ...problem } = closing(deal, item, at)
  const arrived = deal.externalId === undefined ? [arrival(deal, item, place)] : []
  const moved = deal.stageId === item.stageId ? [] : [stage(deal, item, at)]
  return { changes: [...arrived, ...moved, ...changes], ...problem }
}
