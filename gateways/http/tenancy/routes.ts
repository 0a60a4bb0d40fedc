import { getChecklist, listMembers } from '@kontor/projections/tenancy'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'
import { AfterQuery, Checklist, MemberList } from './contract.ts'

/** The first steps of a tenant, ticked by events, and the people who work there. */
export const tenancyRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, { read }) => {
  app.get(
    '/checklist',
    { config: { policy: ['owner', 'member'] }, schema: { querystring: AfterQuery, response: { 200: Checklist } } },
    ({ acting, query }) => read(acting, 'tenancy.checklist', query.after, getChecklist),
  )
  app.get(
    '/members',
    { config: { policy: ['owner', 'member'] }, schema: { querystring: AfterQuery, response: { 200: MemberList } } },
    ({ acting, query }) => read(acting, 'tenancy.members', query.after, listMembers),
  )
}
