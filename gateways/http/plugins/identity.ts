import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { HttpDeps } from '../ports.ts'

/** The token of an `Authorization: Bearer` header, whatever it may be worth. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined => /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1]

/**
 * Says who calls, and judges nothing: `acting` of an access token whose family is open, `ticket` where the route's policy asks for one. A public route has no
 * caller, with or without a token. Missing or worthless tokens leave both undefined; the policy refuses.
 */
const plugin: FastifyPluginAsync<Pick<HttpDeps, 'tokens' | 'families'>> = async (app, { tokens, families }) => {
  app.decorateRequest('acting')
  app.decorateRequest('ticket')
  const identify = async (request: FastifyRequest, policy: unknown) => {
    const token = bearerOf(request)
    if (token === undefined) return
    if (policy === 'ticket') {
      const ticket = await tokens.verifyTicket(token)
      if (ticket) request.ticket = ticket
      return
    }
    const acting = await tokens.verify(token)
    if (acting && (await families.isOpen(acting.familyId))) request.acting = acting
  }
  app.addHook('onRequest', (request, _reply, done) => {
    const { policy } = request.routeOptions.config
    if (policy === undefined || policy === 'public' || policy === 'loopback') done()
    else identify(request, policy).then(() => done(), done)
  })
}

export const identityPlugin = fp(plugin, { name: 'identity' })
