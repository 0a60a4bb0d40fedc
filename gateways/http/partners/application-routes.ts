import { Refused, stateOf } from '@kontor/core/kernel'
import { programmes } from '@kontor/core/partners'
import { findPartner } from '@kontor/projections/partners'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { refuseWeak } from '../passwords/strength.ts'
import { perAddress } from '../plugins/limits.ts'
import type { HttpDeps, Ticket } from '../ports.ts'
import { apply } from './apply.ts'
import { AfterQuery, Application, ApplicationSent, MyApplication } from './contract.ts'
import { tenantNames } from './programme-of.ts'

/** The applicant of a ticket reads as that partner, and so sees that one row. */
const readerOf = ({ tenantId, partnerId }: Ticket) => ({ tenantId, partnerId, role: 'partner', userId: '' }) as const

/** Applying, open to anyone, and the waiting room, opened by the ticket of a sign-in (api.md "Partners", "Identity"). */
export const applicationRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  app.post(
    '/partners/applications',
    { config: { policy: 'public', rateLimit: perAddress }, schema: { body: Application, response: { 202: ApplicationSent } } },
    async ({ body, meta, language }, reply) => {
      refuseWeak(body.password, [body.email, body.name])
      const sent = await apply(deps, { ...body, language: body.language ?? language }, meta)
      return reply.code(202).send({ ...sent, status: 'pending' })
    },
  )

  app.get(
    '/partners/applications/mine',
    { config: { policy: 'ticket' }, schema: { querystring: AfterQuery, response: { 200: MyApplication } } },
    async ({ ticket, query }) => {
      const partner = await deps.read(readerOf(ticket), 'partners.list', query.after, (db) => findPartner(db, ticket.partnerId))
      if (!partner) throw new Refused('partner.not-found')
      const programme = await stateOf(deps, programmes, ticket.tenantId, partner.programmeId)
      const { partnerId, status, name, reason, createdAt } = partner
      const tenant = await tenantNames(deps, ticket.tenantId)
      return { partnerId, status, name, reason, createdAt, programme: { slug: programme.slug, name: programme.name }, tenant }
    },
  )
}
