import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { InvalidInput } from '../plugins/invalid-input.ts'
import { HttpProblem } from '../plugins/problem.ts'
import { Faults, FaultsChange, SandboxDealChange, SandboxDealId, SandboxDealItem, SandboxDeals, SandboxDealsQuery } from './bitrix24-contract.ts'
import type { SandboxBitrix24 } from './ports.ts'
import { sandboxPressRoutes } from './press-routes.ts'

const loopback = { policy: 'loopback' } as const

/** The other side of Bitrix24 by script, for a caller at this machine (api.md "Bitrix24", Sandbox). */
const scriptRoutes: FastifyPluginAsyncZod<{ bitrix24: SandboxBitrix24 }> = async (app, { bitrix24 }) => {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/sandbox/bitrix24/deals',
    { config: loopback, schema: { querystring: SandboxDealsQuery, response: { 200: SandboxDeals } } },
    async ({ query }) => ({ items: [...(await bitrix24.deals(query.q))] }),
  )

  app.post(
    '/sandbox/bitrix24/deals/:id',
    { config: { ...loopback, noun: 'deal' }, schema: { params: SandboxDealId, body: SandboxDealChange, response: { 200: SandboxDealItem } } },
    async ({ params, body: { STAGE_ID, OPPORTUNITY } }) => {
      if (STAGE_ID !== undefined && !bitrix24.isStage(STAGE_ID))
        throw new InvalidInput('body', [{ pointer: '/STAGE_ID', code: 'field.invalid', message: 'No such stage' }])
      const deal = await bitrix24.change(params.id, {
        ...(STAGE_ID !== undefined && { STAGE_ID }),
        ...(OPPORTUNITY !== undefined && { OPPORTUNITY }),
      })
      if (!deal) throw new HttpProblem('deal.not-found')
      return deal
    },
  )

  app.get('/sandbox/bitrix24/faults', { config: loopback, schema: { response: { 200: Faults } } }, () => bitrix24.faults())

  app.post('/sandbox/bitrix24/faults', { config: loopback, schema: { body: FaultsChange, response: { 200: Faults } } }, async ({ body }) => {
    const named = Object.entries(body).filter(([, active]) => active !== undefined)
    return bitrix24.setFaults(Object.fromEntries(named))
  })
}

/** Bitrix24's stand-in as this port shows it: for scripts, and for the presses of its page. */
export const sandboxOfBitrix24: FastifyPluginAsyncZod<{ bitrix24: SandboxBitrix24; publicUrl: string }> = async (app, options) => {
  await app.register(scriptRoutes, options)
  await app.register(sandboxPressRoutes, options)
}
