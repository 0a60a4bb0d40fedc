import rateLimit, { type RateLimitOptions } from '@fastify/rate-limit'
import pressure from '@fastify/under-pressure'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import type { Acting } from '../ports.ts'
import { HttpProblem, sendProblem } from './problem.ts'

/** Applications and forms: 60 a minute for each address (api.md "Limits"). A person's IPv6 network counts as one address. */
export const perAddress: RateLimitOptions = { groupId: 'applications', max: 60, allowList: () => false, keyGenerator: (request) => request.ip }

/** Below this the process answers late but answers; above it, refusing some keeps the others served. */
const maxEventLoopDelay = 2_000

const actorOf = (request: { acting: Acting }) => request.acting as Acting | undefined

/**
 * 600 a minute for each signed-in person, whatever tenant they act in; visitors are counted only where a route says so. Counted in
 * memory, a process each: a restart forgives, which costs nothing here (failures of log-in are counted in Postgres).
 */
const plugin: FastifyPluginAsync = async (app) => {
  await app.register(pressure, {
    maxEventLoopDelay,
    pressureHandler: (request, reply) => {
      if (!request.url.startsWith('/health/') && !request.url.startsWith('/r/')) sendProblem(reply, new HttpProblem('server.busy', { retryAfter: 2 }))
    },
  })
  await app.register(rateLimit, {
    max: 600,
    timeWindow: 60_000,
    enableDraftSpec: true,
    cache: 20_000,
    allowList: (request) => !actorOf(request),
    keyGenerator: (request) => actorOf(request)?.userId ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) => new HttpProblem('rate.limited', { retryAfter: ttl / 1000 }),
  })
}

export const limitsPlugin = fp(plugin, { name: 'limits', dependencies: ['identity'] })
