import { type Deal, deals } from '@kontor/core/deals'
import { foldOf, type Meta, streamOfAggregate } from '@kontor/core/kernel'
import { done, type Outcome } from '../../kernel/index.ts'
import type { Portal } from '../portal.ts'
import { changesOf } from './changes-of.ts'
import { type Bitrix24Deps, originator } from './deps.ts'
import type { CrmDeal } from './item.ts'
import type { Stage, StageBook } from './stages.ts'
import { undone } from './turn.ts'

type Following = { readonly tenantId: string; readonly portal: Portal; readonly item: CrmDeal; readonly signal: AbortSignal; readonly meta: Meta }
type Known = { readonly deal: Exclude<Deal, { status: 'none' }>; readonly revision: string }

/** Our deal behind an item; undefined for what others put there, and for a copy of ours that a person made in the CRM. */
const ourDeal = async ({ log }: Pick<Bitrix24Deps, 'log'>, tenantId: string, item: CrmDeal): Promise<Known | undefined> => {
  const { originatorId, originId } = item
  if (originatorId !== originator || !/^[0-9a-f]{32}$/.test(originId ?? '')) return undefined
  const { events, revision } = await log.read(streamOfAggregate(deals, tenantId, originId ?? ''))
  const deal = foldOf(deals, events)
  if (deal.status === 'none') return undefined
  return deal.externalId === undefined || deal.externalId === String(item.id) ? { deal, revision: String(revision) } : undefined
}

/** The portal counts whole seconds: it happened by the end of that second, and not after we learned of it. */
const happenedAt = (time: string, learnedAt: string): string => new Date(Math.min(Date.parse(time) + 999, Date.parse(learnedAt))).toISOString()

const stageOf = async (deps: Bitrix24Deps, book: StageBook, { portal, item, signal }: Following): Promise<Stage | Outcome> => {
  const found = await book(portal, item.categoryId, signal)
  if (!found.ok) return undone(deps, portal, found.failure)
  const stage = found.stages.find(({ id }) => id === item.stageId)
  return { id: item.stageId, name: stage?.name ?? item.stageId, semantics: item.stageSemanticId ?? stage?.semantics ?? 'P' }
}

/**
 * Takes our deal to where the CRM's is. Each command's id follows from the deal as it was and from where it goes, so that what two of us see at once is said once.
 */
export const followDeal = async (deps: Bitrix24Deps, book: StageBook, following: Following): Promise<Outcome> => {
  const { tenantId, portal, item, meta } = following
  const known = await ourDeal(deps, tenantId, item)
  if (!known) return done
  const { deal, revision } = known
  const stage = await stageOf(deps, book, following)
  if ('is' in stage) return stage
  const externalId = String(item.id)
  const place = { externalId, portal: portal.name, url: portal.dealUrl(externalId) }
  const { changes, problem } = changesOf(deal, item, stage, place)
  for (const { target, at, command } of changes) {
    const commandId = deps.derivedId(`bitrix24 ${deal.dealId} ${revision}`, target)
    await deps.execute(deals, deal.dealId, command({ ...meta, commandId, occurredAt: happenedAt(at, meta.recordedAt) }))
  }
  return problem === undefined ? done : { is: 'parked', reason: problem }
}
