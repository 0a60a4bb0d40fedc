import { audienceOf, clicksByDay } from '@kontor/projections/links'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { NoBody } from '../answers.ts'
import { HttpProblem } from '../plugins/problem.ts'
import type { HttpDeps } from '../ports.ts'
import { ClicksByDay, ClicksQuery, LinkAudience, LinkId, LinkTested } from './contract.ts'
import { follow } from './follow.ts'
import { linkOf } from './link-of.ts'
import { periodOf } from './period.ts'
import { visitorOf } from './visitor.ts'

const readers = { policy: ['partner', 'owner', 'member'] } as const
const asked = { params: LinkId, querystring: ClicksQuery }

/** Who followed a link, and whether it leads where it should. */
export const figuresRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  app.get(
    '/links/:linkId/clicks',
    { config: readers, schema: { ...asked, response: { 200: ClicksByDay } } },
    async ({ acting, params: { linkId }, query }) => {
      const period = periodOf(query, (await linkOf(deps, acting, linkId)).timeZone, deps.now())
      return { items: await deps.read(acting, 'links.clicks', query.after, (db) => clicksByDay(db, { linkId, ...period })) }
    },
  )

  app.get(
    '/links/:linkId/audience',
    { config: readers, schema: { ...asked, response: { 200: LinkAudience } } },
    async ({ acting, params: { linkId }, query }) => {
      const period = periodOf(query, (await linkOf(deps, acting, linkId)).timeZone, deps.now())
      return deps.read(acting, 'links.clicks', query.after, (db) => audienceOf(db, { linkId, ...period }))
    },
  )

  app.post('/links/:linkId/test', { config: readers, schema: { params: LinkId, body: NoBody, response: { 200: LinkTested } } }, async (request) => {
    const link = await linkOf(deps, request.acting, request.params.linkId)
    if (link.status === 'deactivated') throw new HttpProblem('link.deactivated')
    return { status: 302 as const, ...(await follow(deps, link, visitorOf(request), 'test')) }
  })
}
