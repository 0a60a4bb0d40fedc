import type { Effect } from '../kernel/index.ts'
import type { Bitrix24Deps } from './deals/deps.ts'
import { pushDeal } from './deals/push-deal.ts'
import { readDeal } from './deals/read-deal.ts'
import { type StageBook, stageBook } from './deals/stages.ts'

export { call } from './call.ts'
export type { Bitrix24Deps } from './deals/deps.ts'
export { type Cursor, reconcile } from './deals/reconcile.ts'
export { type StageBook, stageBook } from './deals/stages.ts'
export type { Portal, Post, Posted } from './portal.ts'

/** What Kontor does in a tenant's Bitrix24, and learns from it. */
export const bitrix24Effects = (deps: Bitrix24Deps, book: StageBook = stageBook(deps.now)): readonly Effect[] => [
  pushDeal(deps),
  readDeal(deps, book),
]
