import { DealOpened, DealPushRequested, deals, RecordPushed, RecordPushFailed } from '@kontor/core/deals'
import { type Message, streamOfAggregate } from '@kontor/core/kernel'
import { done, type Effect, effect } from '../../kernel/index.ts'
import { customerOf } from './customer-of.ts'
import type { Bitrix24Deps } from './deps.ts'
import { handOver, handOverTurns } from './hand-over.ts'
import { turnsFor, undone } from './turn.ts'

const hasArrived = async ({ log }: Pick<Bitrix24Deps, 'log'>, tenantId: string, dealId: string): Promise<boolean> => {
  const { events } = await log.read(streamOfAggregate(deals, tenantId, dealId))
  return (events as readonly Message[]).some(({ type }) => type === 'deals.DealPushed')
}

/**
 * Hands a deal to the CRM. The portal has no key for repeats, so an attempt looks for the deal before it adds it (gateways.md, `lookup`); with that, repeating is
 * safe. What the CRM refuses is told on the deal, in its words, and waits for a person.
 */
export const pushDeal = (deps: Bitrix24Deps): Effect =>
  effect<typeof DealOpened | typeof DealPushRequested>({
    name: 'bitrix24.push-deal',
    on: [DealOpened, DealPushRequested],
    concerns: (event) => event.type === 'deals.DealPushRequested' || event.data.crm === 'bitrix24',
    orderKey: ({ data }) => data.dealId,
    repeatSafe: 'yes',
    attempt: async ({ data: { dealId, customerId }, meta: { tenantId } }, { signal, isLast, meta }) => {
      if (await hasArrived(deps, tenantId, dealId)) return done
      const customer = await customerOf(deps, tenantId, customerId)
      if (!customer) return done
      const failed = (reason: string) => deps.execute(deals, dealId, RecordPushFailed({ dealId, reason }, meta(tenantId, 'failed')))
      const portal = await deps.portalOf(tenantId)
      if (!portal) {
        await failed('No CRM is connected.')
        return { is: 'parked', reason: 'no CRM is connected' }
      }
      const wait = await turnsFor(deps, portal, handOverTurns)
      if (wait) return wait
      const handed = await handOver(portal, { dealId, customerId, customer }, signal)
      if (!handed.ok) {
        const outcome = await undone(deps, portal, handed.failure)
        const isOver = outcome.is === 'parked' || (isLast && !('notBefore' in outcome))
        if (isOver) await failed(handed.failure.words)
        return outcome
      }
      const { externalId } = handed
      const place = { externalId, portal: portal.name, url: portal.dealUrl(externalId) }
      await deps.execute(deals, dealId, RecordPushed({ dealId, crm: 'bitrix24', ...place }, meta(tenantId)))
      return done
    },
  })
