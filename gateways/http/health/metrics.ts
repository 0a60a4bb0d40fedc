import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { fromLoopback } from '../plugins/loopback.ts'
import { HttpProblem } from '../plugins/problem.ts'
import type { HttpDeps } from '../ports.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** In constant time, whatever the lengths. */
const holds = (authorization: string | undefined, token: string | undefined) =>
  token !== undefined && timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`))

/** Prometheus figures of this process, for a caller at this machine or one with `KONTOR_METRICS_TOKEN` (api.md "Process"). */
const plugin: FastifyPluginAsync<Pick<HttpDeps, 'config'>> = async (app, { config }) => {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte in to the last byte out, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [register],
  })

  // The route, never the address: an address holds ids, and every new label costs memory for ever.
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })

  app.get('/metrics', { config: { policy: 'public' }, logLevel: 'warn' }, async (request, reply) => {
    if (!fromLoopback(request, config.publicUrl) && !holds(request.headers.authorization, config.metricsToken)) throw new HttpProblem('token.invalid')
    return reply.type(register.contentType).send(await register.metrics())
  })
}

export const metricsPlugin = fp(plugin, { name: 'metrics' })
