import { deals, LoseDeal, PushDeal, RefundDeal, WinDeal } from '@kontor/core/deals'
import { Refused } from '@kontor/core/kernel'
import { findDeal, listDeals } from '@kontor/projections/deals'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { accepted, NoBody } from '../answers.ts'
import type { HttpDeps } from '../ports.ts'
import * as contract from './contract.ts'
import { shownTo } from './for-partner.ts'
import { historyOf } from './history.ts'

const everyone = { policy: ['owner', 'member', 'partner'] } as const
const staff = { policy: ['owner', 'member'] } as const
const one = { params: contract.DealId, querystring: contract.AfterQuery }
const command = { params: contract.DealId, response: { 200: contract.Accepted } }

/** Sales, and how a person closes those that no CRM works on. */
export const dealRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  const { read, execute } = deps

  app.get(
    '/deals',
    { config: everyone, schema: { querystring: contract.DealsQuery, response: { 200: contract.DealList } } },
    async ({ acting, query: { stuck, after, ...asked } }) => {
      const filter = { ...asked, stuck: stuck !== undefined, amongPartners: acting.role !== 'partner' }
      const found = await read(acting, 'deals.list', after, (db) => listDeals(db, filter))
      return { ...found, items: found.items.map(shownTo(acting)) }
    },
  )

  app.get('/deals/:dealId', { config: everyone, schema: { ...one, response: { 200: contract.DealItem } } }, async ({ acting, params, query }) => {
    const found = await read(acting, 'deals.list', query.after, (db) => findDeal(db, params.dealId))
    if (!found) throw new Refused('deal.not-found')
    return shownTo(acting)(found)
  })

  // From the log itself, which no reader has to wait for.
  app.get('/deals/:dealId/history', { config: everyone, schema: { ...one, response: { 200: contract.DealHistory } } }, ({ acting, params }) =>
    historyOf(deps, acting, params.dealId),
  )

  app.post('/deals/:dealId/win', { config: staff, schema: { ...command, body: contract.Winning } }, ({ params: { dealId }, body, meta }) =>
    accepted(execute(deals, dealId, WinDeal({ dealId, by: 'person', ...body }, meta))),
  )

  app.post('/deals/:dealId/lose', { config: staff, schema: { ...command, body: contract.Losing } }, ({ params: { dealId }, body, meta }) =>
    accepted(execute(deals, dealId, LoseDeal({ dealId, by: 'person', ...body }, meta))),
  )

  app.post('/deals/:dealId/refund', { config: staff, schema: { ...command, body: contract.Refund } }, ({ params: { dealId }, body, meta }) =>
    accepted(execute(deals, dealId, RefundDeal({ dealId, amount: body.amount, refundId: body.externalId }, meta))),
  )

  app.post('/deals/:dealId/push', { config: staff, schema: { ...command, body: NoBody } }, ({ params, meta }) =>
    accepted(execute(deals, params.dealId, PushDeal(params, meta))),
  )
}
