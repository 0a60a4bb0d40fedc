import { Refused } from '@kontor/core/kernel'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { NoBody } from '../answers.ts'
import type { HttpDeps } from '../ports.ts'
import { Accepted, GatewayList, GatewayName, ParkedList, ProjectionList, ProjectionName, Replayed, ReplayParked } from './contract.ts'

const Nothing = z.strictObject({})
const admin = { policy: ['admin'] } as const
const ofProjection = { ...admin, noun: 'projection' }
const rebuilding = { params: ProjectionName, body: NoBody, response: { 200: Accepted } }
const ofGateway = { ...admin, noun: 'gateway' }

/** The admin's view of the running machine (api.md "Live, audit, operations"). These act on the machine, so they write no events. */
export const opsRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, { operations }) => {
  const mustExist = async (name: string) => {
    const gateways = await operations.gateways()
    if (!gateways.some((gateway) => gateway.name === name)) throw new Refused('gateway.not-found')
  }

  app.get('/ops/projections', { config: admin, schema: { querystring: Nothing, response: { 200: ProjectionList } } }, async () => ({
    items: [...(await operations.projections())],
  }))

  // The rebuild goes on beside the live view; the list above tells how far it is.
  app.post('/ops/projections/:name/rebuild', { config: ofProjection, schema: rebuilding }, async ({ params }) => {
    await operations.rebuild(params.name)
    const view = (await operations.projections()).find(({ name }) => name === params.name)
    return { position: view?.position ?? '0' }
  })

  app.get('/ops/gateways', { config: admin, schema: { querystring: Nothing, response: { 200: GatewayList } } }, async () => ({
    items: [...(await operations.gateways())],
  }))

  app.get(
    '/ops/gateways/:name/parked',
    { config: ofGateway, schema: { params: GatewayName, querystring: Nothing, response: { 200: ParkedList } } },
    async ({ params }) => {
      await mustExist(params.name)
      return { items: [...(await operations.parked(params.name))] }
    },
  )

  app.post(
    '/ops/gateways/:name/parked/replay',
    { config: ofGateway, schema: { params: GatewayName, body: ReplayParked.optional(), response: { 200: Replayed } } },
    async ({ params, body }) => {
      await mustExist(params.name)
      return { replayed: await operations.replayParked(params.name, body?.ids) }
    },
  )
}
