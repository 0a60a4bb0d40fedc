import type { RateLimitOptions } from '@fastify/rate-limit'
import { NoteCrm, notices } from '@kontor/core/deals'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { HttpProblem } from '../plugins/problem.ts'
import type { HttpDeps } from '../ports.ts'
import { noticeIn, tokenIn } from './notice.ts'

/** An event is some hundred bytes. */
const bodyLimit = 65_536
/** A mass edit is one event a deal, so a portal may say a lot; what is refused here is found by the next look. */
const rateLimit: RateLimitOptions = { groupId: 'hooks', max: 3_000, allowList: () => false, keyGenerator: (request) => request.ip }

const Endpoint = z.object({ endpoint: z.string() })

/**
 * `POST /hooks/bitrix24/{endpoint}`: what the portal tells us. The token is its only proof, so nothing is looked at before it (reliability.md §3 line 23). The bare
 * fact is written, the portal answered, and what changed is asked of it later. What is none of ours is answered 200 all the same: the portal never repeats.
 */
export const bitrix24Hook: FastifyPluginAsyncZod<HttpDeps> = async (app, { bitrix24, execute, derivedId }) => {
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: unknown, text: string) => new URLSearchParams(text),
  )

  app.post(
    '/hooks/bitrix24/:endpoint',
    { bodyLimit, config: { policy: 'public', source: 'bitrix24', noun: 'hook', rateLimit }, schema: { params: Endpoint, hide: true } },
    async ({ params, body, meta }) => {
      const tenantId = bitrix24.tenantOf(params.endpoint)
      if (tenantId === undefined) throw new HttpProblem('hook.not-found')
      const form = body instanceof URLSearchParams ? body : new URLSearchParams()
      if (!(await bitrix24.isToken(tenantId, tokenIn(form)))) throw new HttpProblem('hook.token-invalid')
      const notice = noticeIn(form)
      if (notice) {
        const { event, externalId, ts, sentAt } = notice
        const { requestHash: _, ...by } = { ...meta, tenantId, actor: { kind: 'policy', id: 'bitrix24.hook' } as const }
        const id = derivedId('notice', `${event}.${externalId}.${ts}`)
        await execute(notices, id, NoteCrm({ crm: 'bitrix24', event, externalId, sentAt }, by))
      }
      await bitrix24.heard(tenantId)
      return {}
    },
  )
}
