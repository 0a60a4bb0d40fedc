import { Refused } from '@kontor/core/kernel'
import { PublishTerms, programmes } from '@kontor/core/partners'
import { listProgrammes } from '@kontor/projections/partners'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { accepted } from '../answers.ts'
import type { HttpDeps } from '../ports.ts'
import {
  Accepted,
  NewProgramme,
  NewTerms,
  PageQuery,
  ProgrammeId,
  ProgrammeList,
  ProgrammeOpened,
  ProgrammeSlug,
  PublicProgramme,
} from './contract.ts'
import { openProgramme } from './open-programme.ts'
import { programmeBySlug, tenantNames, termsShown } from './programme-of.ts'

/** Programmes and their versioned terms; what anybody may know before applying is read from the log (api.md "Partners"). */
export const programmeRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  app.get(
    '/programmes',
    { config: { policy: ['owner', 'member'] }, schema: { querystring: PageQuery, response: { 200: ProgrammeList } } },
    ({ acting, query }) => deps.read(acting, 'partners.programmes', query.after, (db) => listProgrammes(db, query)),
  )

  app.post(
    '/programmes',
    { config: { policy: ['owner'] }, schema: { body: NewProgramme, response: { 201: ProgrammeOpened } } },
    async ({ body, meta }, reply) => reply.code(201).send(await openProgramme(deps, body, meta)),
  )

  app.post(
    '/programmes/:programmeId/terms',
    { config: { policy: ['owner'] }, schema: { params: ProgrammeId, body: NewTerms, response: { 201: Accepted } } },
    async ({ params, body, meta }, reply) => {
      const { programmeId } = params
      return reply.code(201).send(await accepted(deps.execute(programmes, programmeId, PublishTerms({ programmeId, ...body }, meta))))
    },
  )

  app.get(
    '/programmes/by-slug/:slug',
    { config: { policy: 'public', noun: 'programme' }, schema: { params: ProgrammeSlug, response: { 200: PublicProgramme } } },
    async ({ params }) => {
      const found = await programmeBySlug(deps, params.slug)
      if (!found) throw new Refused('programme.not-found')
      const { slug, name, currency } = found.programme
      const tenant = await tenantNames(deps, found.tenantId)
      return { slug, name, currency, tenantName: tenant.name, terms: termsShown(found.programme) ?? null }
    },
  )
}
