import type { FastifyPluginAsync, FastifyRequest, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import type { Acting, HttpDeps, Ticket } from '../ports.ts'
import { fromLoopback } from './loopback.ts'
import { HttpProblem } from './problem.ts'

/** Raises the refusal of a caller whom the route's declared policy does not name. Absence of a policy is an error of ours. */
const admit = (request: FastifyRequest, publicUrl: string) => {
  const { policy } = request.routeOptions.config
  const { acting, ticket } = request as { acting: Acting | undefined; ticket: Ticket | undefined }
  if (policy === 'public') return
  if (policy === undefined) throw new Error(`no policy for ${request.routeOptions.url}`)
  if (policy === 'loopback') {
    if (!fromLoopback(request, publicUrl)) throw new HttpProblem('route.not-found')
    return
  }
  if (policy === 'ticket') {
    if (!ticket) throw new HttpProblem('token.invalid')
    return
  }
  if (!acting) throw new HttpProblem('token.invalid')
  if (!policy.includes(acting.role)) throw new HttpProblem('role.forbidden')
}

/**
 * Deny by default (reliability.md §3 line 15): the boot stops at a route that does not say who may call it, and every request is
 * held against what its route says. Runs after identity, before anything reads the body.
 */
const plugin: FastifyPluginAsync<Pick<HttpDeps, 'config'>> = async (app, { config }) => {
  const declared: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    declared.push(route)
  })
  // Looked at when all routes stand, since a third party's route gets its policy from the scope that lets it in.
  app.addHook('onReady', async () => {
    const open = declared.filter((route) => route.config?.policy === undefined)
    if (open.length > 0) throw new Error(`routes without a policy: ${open.map(({ method, url }) => `${method} ${url}`).join(', ')}`)
  })
  app.addHook('onRequest', (request, _reply, done) => {
    if (!request.is404) admit(request, config.publicUrl)
    done()
  })
}

export const policyPlugin = fp(plugin, { name: 'policy', dependencies: ['identity'] })
