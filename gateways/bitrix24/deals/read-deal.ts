import { CrmNotified } from '@kontor/core/deals'
import { done, type Effect, effect } from '../../kernel/index.ts'
import { call } from '../call.ts'
import { type Bitrix24Deps, entity } from './deps.ts'
import { followDeal } from './follow-deal.ts'
import { GotDeal } from './item.ts'
import type { StageBook } from './stages.ts'
import { turnsFor, undone } from './turn.ts'

/** A notice bears the id alone, and maybe comes late, twice or in another order: so the deal is read as it now is (providers.md §2.5). */
export const readDeal = (deps: Bitrix24Deps, book: StageBook): Effect =>
  effect({
    name: 'bitrix24.read-deal',
    on: [CrmNotified],
    orderKey: ({ data, meta }) => `${meta.tenantId}.${data.externalId}`,
    repeatSafe: 'yes',
    attempt: async ({ data, meta: { tenantId } }, { signal, meta }) => {
      const portal = await deps.portalOf(tenantId)
      if (!portal) return done
      const wait = await turnsFor(deps, portal, 1)
      if (wait) return wait
      const answer = await call(portal, 'crm.item.get', { entityTypeId: entity.deal, id: Number(data.externalId) }, signal)
      if (!answer.ok) return answer.failure.kind === 'absent' ? done : undone(deps, portal, answer.failure)
      const got = GotDeal.safeParse(answer.result)
      if (!got.success) return { is: 'parked', reason: 'crm.item.get: an answer that we do not understand' }
      return followDeal(deps, book, { tenantId, portal, item: got.data.item, signal, meta: meta(tenantId) })
    },
  })
