import { accountOf } from '@kontor/core/kernel'
import { ApprovePayment, payouts, RecordFailed, RecordPaid, RejectPayment } from '@kontor/core/payouts'
import { listPayouts } from '@kontor/projections/payouts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { accepted } from '../answers.ts'
import type { HttpDeps } from '../ports.ts'
import {
  Accepted,
  AfterQuery,
  Approval,
  Failure,
  NewPayout,
  Payment,
  PayoutDetail,
  PayoutId,
  PayoutList,
  PayoutRequested,
  PayoutsQuery,
  Preview,
  Rejection,
  Selection,
} from './contract.ts'
import { payoutDetail } from './detail.ts'
import { shownTo } from './for-partner.ts'
import { previewPayout, requestPayout } from './request.ts'

const readers = { policy: ['owner', 'member', 'partner'] } as const
const staff = { policy: ['owner', 'member'] } as const
const partner = { policy: ['partner'] } as const
const command = { params: PayoutId, response: { 200: Accepted } }

/** Requests to be paid, and the decisions about them (api.md "Customers, deals, rewards, payouts"). A partner sees the own ones. */
export const payoutsRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  const { execute, read } = deps

  app.get('/payouts', { config: readers, schema: { querystring: PayoutsQuery, response: { 200: PayoutList } } }, async ({ acting, query }) => {
    const found = await read(acting, 'payouts.list', query.after, (db) =>
      listPayouts(db, { ...query, partnerId: query.partnerId ?? (acting.role === 'partner' ? acting.partnerId : undefined) }),
    )
    return { ...found, items: found.items.map(shownTo(acting)) }
  })

  app.get(
    '/payouts/:payoutId',
    { config: readers, schema: { params: PayoutId, querystring: AfterQuery, response: { 200: PayoutDetail } } },
    async ({ acting, params, query }) => shownTo(acting)(await payoutDetail(deps, acting, { ...params, after: query.after })),
  )

  app.post('/payouts/preview', { config: partner, schema: { body: Selection, response: { 200: Preview } } }, ({ acting, body }) =>
    previewPayout(deps, acting, body.rewardIds),
  )

  app.post('/payouts', { config: partner, schema: { body: NewPayout, response: { 201: PayoutRequested } } }, async ({ acting, body, meta }, reply) =>
    reply.code(201).send(await requestPayout(deps, acting, body, meta)),
  )

  app.post('/payouts/:payoutId/approve', { config: staff, schema: { ...command, body: Approval.optional() } }, ({ params, body, meta }) =>
    accepted(execute(payouts, accountOf(params.payoutId), ApprovePayment({ ...params, ...body }, meta))),
  )

  app.post('/payouts/:payoutId/reject', { config: staff, schema: { ...command, body: Rejection } }, ({ params, body, meta }) =>
    accepted(execute(payouts, accountOf(params.payoutId), RejectPayment({ ...params, ...body }, meta))),
  )

  app.post('/payouts/:payoutId/paid', { config: staff, schema: { ...command, body: Payment } }, ({ params, body, meta }) =>
    accepted(execute(payouts, accountOf(params.payoutId), RecordPaid({ ...params, ...body }, meta))),
  )

  app.post('/payouts/:payoutId/failed', { config: staff, schema: { ...command, body: Failure } }, ({ params, body, meta }) =>
    accepted(execute(payouts, accountOf(params.payoutId), RecordFailed({ ...params, ...body }, meta))),
  )
}
