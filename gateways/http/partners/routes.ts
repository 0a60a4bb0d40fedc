import { Refused } from '@kontor/core/kernel'
import { ApprovePartner, DeactivatePartner, partners, ReactivatePartner, RejectPartner, SetPartnerTerms } from '@kontor/core/partners'
import { findPartner, findProgramme, listPartners } from '@kontor/projections/partners'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { accepted, NoBody } from '../answers.ts'
import type { HttpDeps } from '../ports.ts'
import { Accepted, AfterQuery, MyPartner, PartnerId, PartnerItem, PartnerList, PartnersQuery, PartnerTerms, Rejection } from './contract.ts'
import { totalsOf } from './totals.ts'

const staff = { policy: ['owner', 'member'] } as const
const command = { params: PartnerId, body: NoBody, response: { 200: Accepted } }

/** Partners as the tenant's people meet them, and the decisions about them; a partner sees only the own page (api.md "Partners"). */
export const partnersRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  const { execute, read } = deps

  app.get('/partners', { config: staff, schema: { querystring: PartnersQuery, response: { 200: PartnerList } } }, async ({ acting, query }) => {
    const page = await read(acting, 'partners.list', query.after, (db) => listPartners(db, query))
    const ids = page.items.map(({ partnerId }) => partnerId)
    const totals = await totalsOf(deps, acting, ids, query.after)
    return { ...page, items: page.items.map((partner) => ({ ...partner, totals: totals(partner.partnerId) })) }
  })

  app.get(
    '/partners/:partnerId',
    { config: staff, schema: { params: PartnerId, querystring: AfterQuery, response: { 200: PartnerItem } } },
    async ({ acting, params, query }) => {
      const partner = await read(acting, 'partners.list', query.after, (db) => findPartner(db, params.partnerId))
      if (!partner) throw new Refused('partner.not-found')
      const totals = await totalsOf(deps, acting, [params.partnerId], query.after)
      return { ...partner, totals: totals(params.partnerId) }
    },
  )

  app.get('/partners/me', { config: { policy: ['partner'] }, schema: { querystring: AfterQuery, response: { 200: MyPartner } } }, async (request) => {
    const { acting, query } = request
    const partner = await read(acting, 'partners.list', query.after, (db) => findPartner(db, acting.partnerId ?? ''))
    if (!partner) throw new Refused('partner.not-found')
    const programme = await read(acting, 'partners.programmes', query.after, (db) => findProgramme(db, partner.programmeId))
    if (!programme) throw new Refused('programme.not-found')
    const { programmeId, slug, name, currency, timeZone, terms } = programme
    return {
      partnerId: partner.partnerId,
      name: partner.name,
      percent: partner.percent,
      programme: { programmeId, slug, name, currency, timeZone },
      terms,
    }
  })

  app.post('/partners/:partnerId/approve', { config: staff, schema: command }, ({ params, meta }) =>
    accepted(execute(partners, params.partnerId, ApprovePartner(params, meta))),
  )

  app.post('/partners/:partnerId/reject', { config: staff, schema: { ...command, body: Rejection } }, ({ params, body, meta }) =>
    accepted(execute(partners, params.partnerId, RejectPartner({ ...params, ...body }, meta))),
  )

  app.post('/partners/:partnerId/deactivate', { config: staff, schema: command }, ({ params, meta }) =>
    accepted(execute(partners, params.partnerId, DeactivatePartner(params, meta))),
  )

  app.post('/partners/:partnerId/reactivate', { config: staff, schema: command }, ({ params, meta }) =>
    accepted(execute(partners, params.partnerId, ReactivatePartner(params, meta))),
  )

  app.put('/partners/:partnerId/terms', { config: staff, schema: { ...command, body: PartnerTerms } }, ({ params, body, meta }) =>
    accepted(execute(partners, params.partnerId, SetPartnerTerms({ ...params, ...body }, meta))),
  )
}
