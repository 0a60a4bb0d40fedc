import { customers, DismissDuplicate } from '@kontor/core/deals'
import { Refused, stateOf } from '@kontor/core/kernel'
import { partners } from '@kontor/core/partners'
import { findCustomer, listCustomers } from '@kontor/projections/deals'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { accepted, NoBody } from '../answers.ts'
import type { Acting, HttpDeps } from '../ports.ts'
import { checkDuplicates } from './check-duplicates.ts'
import * as contract from './contract.ts'
import { shownTo } from './for-partner.ts'
import { refer } from './refer.ts'

const everyone = { policy: ['owner', 'member', 'partner'] } as const
const staff = { policy: ['owner', 'member'] } as const
const partner = { policy: ['partner'] } as const

/** The partner who acts, by the log: whose programme decides how a phone is read, and who may still bring anybody. */
const activePartner = async (deps: Pick<HttpDeps, 'log'>, { tenantId, partnerId = '' }: Acting) => {
  const found = await stateOf(deps, partners, tenantId, partnerId)
  if (found.status !== 'active') throw new Refused('partner.not-active')
  return { tenantId, partnerId, programmeId: found.programmeId }
}

/** People whom partners bring: a partner's own, or all of them for the tenant's people. */
export const customerRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  const { read, execute } = deps

  app.get(
    '/customers',
    { config: everyone, schema: { querystring: contract.CustomersQuery, response: { 200: contract.CustomerList } } },
    async ({ acting, query: { waits, after, ...asked } }) => {
      const filter = { ...asked, waits: waits !== undefined, amongPartners: acting.role !== 'partner' }
      const found = await read(acting, 'deals.customers', after, (db) => listCustomers(db, filter))
      return { ...found, items: found.items.map(shownTo(acting)) }
    },
  )

  app.get(
    '/customers/:customerId',
    { config: everyone, schema: { params: contract.CustomerId, querystring: contract.AfterQuery, response: { 200: contract.CustomerItem } } },
    async ({ acting, params, query }) => {
      const found = await read(acting, 'deals.customers', query.after, (db) => findCustomer(db, params.customerId))
      if (!found) throw new Refused('customer.not-found')
      return shownTo(acting)(found)
    },
  )

  app.post(
    '/customers',
    { config: partner, schema: { body: contract.CustomerFields, response: { 201: contract.CustomerReferred } } },
    async ({ acting, body, meta }, reply) => {
      const whose = await activePartner(deps, acting)
      return reply.code(201).send(await refer(deps, { ...whose, ...body, source: 'manual', suspicious: false }, meta))
    },
  )

  app.post(
    '/customers/check',
    { config: partner, schema: { body: contract.DuplicateCheck, response: { 200: contract.Duplicates } } },
    async ({ acting, body }) => checkDuplicates(deps, await activePartner(deps, acting), body),
  )

  app.post(
    '/customers/:customerId/dismiss-duplicate',
    { config: staff, schema: { params: contract.CustomerId, body: NoBody, response: { 200: contract.Accepted } } },
    ({ params, meta }) => accepted(execute(customers, params.customerId, DismissDuplicate(params, meta))),
  )
}
