import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { HttpProblem } from '../plugins/problem.ts'
import type { HttpDeps } from '../ports.ts'

const Ok = z.strictObject({ status: z.literal('ok') })

/** Whether the process answers, and whether its database, event store and views are usable (api.md "Process"). */
export const healthRoutes: FastifyPluginAsyncZod<Pick<HttpDeps, 'notReady'>> = async (app, { notReady }) => {
  app.get('/health/live', { config: { policy: 'public' }, schema: { response: { 200: Ok } }, logLevel: 'warn' }, async () => ({
    status: 'ok' as const,
  }))

  app.get('/health/ready', { config: { policy: 'public' }, schema: { response: { 200: Ok } }, logLevel: 'warn' }, async (_request, reply) => {
    const missing = await notReady()
    if (missing.length > 0) throw new HttpProblem('server.not-ready', { detail: `Not ready: ${missing.join(', ')}`, retryAfter: 1 })
    return reply.header('cache-control', 'no-store').send({ status: 'ok' })
  })
}
