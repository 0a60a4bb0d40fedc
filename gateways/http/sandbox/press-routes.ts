import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { HttpProblem } from '../plugins/problem.ts'
import { FaultsChange, SandboxDealChange, SandboxDealId } from './bitrix24-contract.ts'
import { fromOurPage } from './from-our-page.ts'
import type { SandboxBitrix24 } from './ports.ts'

const loopback = { policy: 'loopback' } as const
const Press = z.strictObject({
  press: z.enum(['win', 'lose', 'move']),
  STAGE_ID: z.string(),
  OPPORTUNITY: z.string(),
  q: z.string().max(200).optional(),
})
const FaultPress = z.strictObject({ fault: FaultsChange.keyof(), active: z.enum(['0', '1']), q: z.string().max(200).optional() })

const back = (q: string | undefined, place: string) => `/sandbox${q === undefined ? '' : `?${new URLSearchParams({ q })}`}#${place}`

/** What the forms of the page send. Each press answers with the page again (303), so that a reload repeats nothing. */
export const sandboxPressRoutes: FastifyPluginAsyncZod<{ bitrix24: SandboxBitrix24; publicUrl: string }> = async (app, { bitrix24, publicUrl }) => {
  app.addContentTypeParser<string>('application/x-www-form-urlencoded', { parseAs: 'string' }, async (_request: unknown, text: string) =>
    Object.fromEntries(new URLSearchParams(text)),
  )
  app.addHook('onRequest', async (request) => {
    if (!fromOurPage(request.headers, publicUrl)) throw new HttpProblem('route.not-found')
  })

  app.post(
    '/sandbox/bitrix24/page/deals/:id',
    { config: { ...loopback, noun: 'deal' }, schema: { params: SandboxDealId, body: Press } },
    async ({ params: { id }, body: { press, q, ...typed } }, reply) => {
      const stages = { win: 'WON', lose: 'LOSE', move: typed.STAGE_ID }
      const change = SandboxDealChange.safeParse({ STAGE_ID: stages[press], OPPORTUNITY: typed.OPPORTUNITY.trim().replace(',', '.') })
      if (!change.success || !bitrix24.isStage(stages[press])) throw new HttpProblem('request.invalid')
      if (!(await bitrix24.change(id, { STAGE_ID: stages[press], OPPORTUNITY: change.data.OPPORTUNITY ?? '0' })))
        throw new HttpProblem('deal.not-found')
      return reply.redirect(back(q, `deal-${id}`), 303)
    },
  )

  app.post('/sandbox/bitrix24/page/faults', { config: loopback, schema: { body: FaultPress } }, async ({ body: { fault, active, q } }, reply) => {
    await bitrix24.setFaults({ [fault]: active === '1' })
    return reply.redirect(back(q, 'bitrix24'), 303)
  })
}
