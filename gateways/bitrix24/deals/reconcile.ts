import { type Meta, Refused } from '@kontor/core/kernel'
import { done, type Outcome } from '../../kernel/index.ts'
import { call } from '../call.ts'
import type { Portal } from '../portal.ts'
import { type Bitrix24Deps, entity, originator } from './deps.ts'
import { followDeal } from './follow-deal.ts'
import { type CrmDeal, ListedDeals } from './item.ts'
import type { StageBook } from './stages.ts'
import { turnsFor, undone } from './turn.ts'

/** Deals changed since then (UTC ISO 8601) are looked at; of those changed in that very second, so many were. */
export type Cursor = { readonly since: string; readonly skip: number }
export type Polled = { readonly outcome: Outcome; readonly cursor: Cursor; readonly isWhole: boolean }

const pageSize = 50
/** After so long nothing can be added to a second that is over, ms: clocks differ, and a portal may be slow to write. */
const settled = 60_000

const timeOf = (item: CrmDeal) => Date.parse(item.updatedTime)

/**
 * Where to go on. The page is in order of time, and what changes meanwhile moves to its end: so the time is the bookmark, and only within one second the number of
 * those seen. Pure.
 */
export const cursorAfter = (items: readonly CrmDeal[], { since, skip }: Cursor, now: number): Cursor => {
  const last = items.at(-1)
  if (items.length === pageSize && last)
    return timeOf(last) > Date.parse(since) ? { since: new Date(timeOf(last)).toISOString(), skip: 0 } : { since, skip: skip + pageSize }
  const newest = Math.max(Date.parse(since), last ? timeOf(last) : 0)
  return { since: new Date(last && now - newest > settled ? newest + 1_000 : newest).toISOString(), skip: 0 }
}

const follow: typeof followDeal = async (...following) => {
  try {
    return await followDeal(...following)
  } catch (error) {
    if (error instanceof Refused) return { is: 'parked', reason: `refused: ${error.code}` }
    throw error
  }
}

type Poll = {
  readonly tenantId: string
  readonly portal: Portal
  readonly cursor: Cursor
  readonly signal: AbortSignal
  readonly meta: (key: string) => Meta
}

/**
 * Looks for what the portal's events did not tell: they are sent once and may be lost (providers.md §2.5). One page a call; not `isWhole` when more is waiting.
 * What is already known changes nothing.
 */
export const reconcile = async (deps: Bitrix24Deps, book: StageBook, { tenantId, portal, cursor, signal, meta }: Poll): Promise<Polled> => {
  const stay = (outcome: Outcome): Polled => ({ outcome, cursor, isWhole: true })
  const wait = await turnsFor(deps, portal, 1)
  if (wait) return stay(wait)
  const filter = { originatorId: originator, '>=updatedTime': cursor.since }
  const parameters = { entityTypeId: entity.deal, filter, order: { updatedTime: 'ASC', id: 'ASC' }, start: cursor.skip }
  const answer = await call(portal, 'crm.item.list', parameters, signal)
  if (!answer.ok) return stay(await undone(deps, portal, answer.failure))
  const listed = ListedDeals.safeParse(answer.result)
  if (!listed.success) return stay({ is: 'parked', reason: 'crm.item.list: an answer that we do not understand' })
  const { items } = listed.data
  let problem: Outcome = done
  for (const item of items) {
    const outcome = await follow(deps, book, { tenantId, portal, item, signal, meta: meta(String(item.id)) })
    // One deal that a person has to look at must not hide those after it.
    if (outcome.is === 'parked') problem = outcome
    else if (outcome.is !== 'done') return stay(outcome)
  }
  return { outcome: problem, cursor: cursorAfter(items, cursor, deps.now()), isWhole: items.length < pageSize }
}
