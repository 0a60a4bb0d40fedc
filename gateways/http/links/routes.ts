import { Refused, stateOf } from '@kontor/core/kernel'
import { ChangeLink, CreateLink, links } from '@kontor/core/links'
import { partners, programmes } from '@kontor/core/partners'
import { findLink, listLinks, totalsOf } from '@kontor/projections/links'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { accepted } from '../answers.ts'
import type { HttpDeps } from '../ports.ts'
import { Accepted, AfterQuery, LinkChanges, LinkId, LinkList, LinkMade, LinkShown, LinksQuery, NewLink } from './contract.ts'
import { figuresRoutes } from './figures-routes.ts'
import { handOutRoutes } from './hand-out-routes.ts'
import { addressOf, shown } from './link-of.ts'

const partner = { policy: ['partner'] } as const
const readers = { policy: ['partner', 'owner', 'member'] } as const

/** A partner's links as they manage them, and as the tenant's people look on (api.md "Links, clicks, forms"). */
export const linksRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  const { execute, read, linkCode } = deps

  app.get('/links', { config: readers, schema: { querystring: LinksQuery, response: { 200: LinkList } } }, async ({ acting, query }) => {
    const page = await read(acting, 'links.list', query.after, (db) => listLinks(db, query))
    const linkIds = page.items.map(({ linkId }) => linkId)
    const totals = await read(acting, 'links.clicks', query.after, (db) => totalsOf(db, linkIds))
    return { ...page, items: page.items.map((link) => shown(deps, link, totals)) }
  })

  app.get(
    '/links/:linkId',
    { config: readers, schema: { params: LinkId, querystring: AfterQuery, response: { 200: LinkShown } } },
    async ({ acting, params: { linkId }, query: { after } }) => {
      const link = await read(acting, 'links.list', after, (db) => findLink(db, linkId))
      if (!link) throw new Refused('link.not-found')
      return shown(deps, link, await read(acting, 'links.clicks', after, (db) => totalsOf(db, [linkId])))
    },
  )

  app.post('/links', { config: partner, schema: { body: NewLink, response: { 201: LinkMade } } }, async ({ acting, body, meta }, reply) => {
    const { tenantId, partnerId = '' } = acting
    const self = await stateOf(deps, partners, tenantId, partnerId)
    if (self.status === 'none') throw new Refused('partner.not-found')
    if (self.status !== 'active') throw new Refused('partner.not-active')
    const { programmeId } = self
    const { timeZone } = await stateOf(deps, programmes, tenantId, programmeId)
    const linkId = meta.commandId
    const code = linkCode(linkId)
    const { landingId: _, ...link } = body
    const { position } = await execute(links, code, CreateLink({ ...link, linkId, code, partnerId, programmeId, timeZone }, meta))
    deps.links.forget(code)
    return reply.code(201).send({ linkId, code, url: addressOf(deps, code), position })
  })

  /** The code follows from the id, so a command finds its stream without asking a view. */
  const change = async (command: Parameters<typeof ChangeLink>[0], meta: Parameters<typeof ChangeLink>[1]) => {
    const code = linkCode(command.linkId)
    const answer = await accepted(execute(links, code, ChangeLink(command, meta)))
    deps.links.forget(code)
    return answer
  }

  app.patch(
    '/links/:linkId',
    { config: partner, schema: { params: LinkId, body: LinkChanges, response: { 200: Accepted } } },
    ({ acting: { partnerId = '' }, params, body, meta }) => change({ ...params, ...body, partnerId }, meta),
  )

  app.delete(
    '/links/:linkId',
    { config: partner, schema: { params: LinkId, response: { 200: Accepted } } },
    ({ acting: { partnerId = '' }, params, meta }) => change({ ...params, partnerId, active: false }, meta),
  )

  await app.register(handOutRoutes, deps)
  await app.register(figuresRoutes, deps)
}
