import { type Actor, type Meta, platformTenant } from '@kontor/core/kernel'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Acting, Edge } from '../ports.ts'
import { canonical } from './canonical.ts'
import { HttpProblem } from './problem.ts'

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const printable = /^[\x21-\x7e]{1,255}$/

const keyOf = (request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !printable.test(key))
    throw new HttpProblem('idempotency-key.invalid', { detail: '1 to 255 visible ASCII characters' })
  return key
}

/**
 * A key is scoped by (tenant or public endpoint, actor, route), the route with its ids filled in: two partners approved under one
 * key are two commands, whose events must not share ids.
 */
const commandIdOf = (request: FastifyRequest, { tenantId, actor }: Pick<Meta, 'tenantId' | 'actor'>, { derivedId, newId }: Edge) => {
  const key = keyOf(request)
  if (key === undefined) return newId()
  const route = [request.method, request.routeOptions.url, canonical(request.params)].join(' ')
  return derivedId([tenantId, actor.kind, actor.id, route].join('|'), key)
}

/** What the commands of this request carry (design.md §4 "Metadata"). A visitor has no name; a tenant comes from the token alone. */
export const metaOf = (request: FastifyRequest, edge: Edge): Meta => {
  const acting = request.acting as Acting | undefined
  const actor: Actor = acting ? { kind: 'user', id: acting.userId } : { kind: 'visitor', id: 'visitor' }
  const tenantId = acting?.tenantId ?? platformTenant
  const commandId = commandIdOf(request, { tenantId, actor }, edge)
  const now = edge.now()
  return {
    tenantId,
    actor,
    commandId,
    correlationId: request.id,
    causationId: commandId,
    occurredAt: now,
    recordedAt: now,
    source: request.routeOptions.config.source ?? 'http',
    schemaVersion: 1,
    requestHash: edge.keyed('request', canonical({ params: request.params, body: request.body ?? {} })),
  }
}

const plugin: FastifyPluginAsync<Edge> = async (app, edge) => {
  app.decorateRequest('meta')
  app.addHook('preHandler', (request, _reply, done) => {
    if (writes.has(request.method) && !request.is404) request.meta = metaOf(request, edge)
    done()
  })
}

/** Runs once the body is validated, so that what is hashed is what the command will hold. */
export const metaPlugin = fp(plugin, { name: 'meta', dependencies: ['identity'] })
