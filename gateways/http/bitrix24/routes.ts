import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { NoBody } from '../answers.ts'
import { HttpProblem } from '../plugins/problem.ts'
import type { HttpDeps } from '../ports.ts'
import { CategoryList, FieldList, ScopeList, StatusList } from './answers-of-portal.ts'
import { changeConnection, settingsNow } from './connection.ts'
import { AfterQuery, Connection, ConnectionChange, ConnectionChanged, Fields, Funnels, Stages, StagesQuery, Tested } from './contract.ts'

const staff = { policy: ['owner', 'member'] } as const
const owner = { policy: ['owner'] } as const

/** `/integrations/bitrix24`: where a tenant’s deals are worked on, and what that portal has to choose from (api.md "Bitrix24"). */
export const bitrix24Routes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  const { bitrix24, config } = deps
  const endpointUrl = (tenantId: string) => `${config.publicUrl}/hooks/bitrix24/${bitrix24.endpointOf(tenantId)}`

  /** Raises `crm.unavailable` with the CRM's words, and for an answer that is not what its documentation says. */
  const ask = async <S extends z.ZodType>(tenantId: string, answer: S, method: string, parameters: Readonly<Record<string, unknown>> = {}) => {
    const said = await bitrix24.call(tenantId, method, parameters)
    if (!said.ok) throw new HttpProblem('crm.unavailable', { detail: said.problem })
    const read = answer.safeParse(said.result)
    if (!read.success) throw new HttpProblem('crm.unavailable', { detail: `${method}: an answer that we do not understand` })
    return read.data
  }

  // The log is asked, not a view: `after` is met whatever it is.
  app.get(
    '/integrations/bitrix24',
    { config: staff, schema: { querystring: AfterQuery, response: { 200: Connection } } },
    async ({ acting: { tenantId } }) => {
      const settings = await settingsNow(deps, tenantId)
      const { portal = null, entity = 'deal', funnelId = 0, stageId = null, reconcileSeconds = 300 } = settings ?? {}
      const [hasToken, health] = await Promise.all([bitrix24.hasToken(tenantId), bitrix24.health(tenantId)])
      const place = { portal, entity, funnelId, stageId, reconcileSeconds, endpointUrl: endpointUrl(tenantId) }
      return { connected: settings !== undefined, ...place, hasToken, sandbox: deps.sandboxBitrix24 !== undefined, health }
    },
  )

  app.put(
    '/integrations/bitrix24',
    { config: owner, schema: { body: ConnectionChange, response: { 200: ConnectionChanged } } },
    async ({ body, meta }) => {
      const { position } = await changeConnection(deps, body, meta)
      return { position, endpointUrl: endpointUrl(meta.tenantId) }
    },
  )

  app.get('/integrations/bitrix24/funnels', { config: staff, schema: { response: { 200: Funnels } } }, async ({ acting: { tenantId } }) => ({
    items: await ask(tenantId, CategoryList, 'crm.category.list', { entityTypeId: 2 }),
  }))

  app.get(
    '/integrations/bitrix24/stages',
    { config: staff, schema: { querystring: StagesQuery, response: { 200: Stages } } },
    async ({ acting: { tenantId }, query: { funnelId } }) => {
      const filter = { ENTITY_ID: funnelId === 0 ? 'DEAL_STAGE' : `DEAL_STAGE_${funnelId}` }
      return { items: await ask(tenantId, StatusList, 'crm.status.list', { order: { SORT: 'ASC' }, filter }) }
    },
  )

  app.get('/integrations/bitrix24/lead-statuses', { config: staff, schema: { response: { 200: Stages } } }, async ({ acting: { tenantId } }) => ({
    items: await ask(tenantId, StatusList, 'crm.status.list', { order: { SORT: 'ASC' }, filter: { ENTITY_ID: 'STATUS' } }),
  }))

  app.get('/integrations/bitrix24/fields', { config: staff, schema: { response: { 200: Fields } } }, async ({ acting: { tenantId } }) => ({
    items: await ask(tenantId, FieldList, 'crm.deal.fields'),
  }))

  // Looks without touching: a deal made for a test would be seen by everybody who works there.
  app.post('/integrations/bitrix24/test', { config: staff, schema: { body: NoBody, response: { 200: Tested } } }, async ({ meta: { tenantId } }) => {
    const said = await bitrix24.call(tenantId, 'scope', {})
    if (!said.ok) return { ok: false, problem: said.problem }
    if (!ScopeList.safeParse(said.result).data?.includes('crm')) return { ok: false, problem: 'insufficient_scope: crm' }
    const found = await bitrix24.call(tenantId, 'crm.category.list', { entityTypeId: 2 })
    return found.ok ? { ok: true } : { ok: false, problem: found.problem }
  })
}
