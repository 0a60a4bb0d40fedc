import { looks, ShowPersonalData } from '@kontor/core/audit'
import { Refused } from '@kontor/core/kernel'
import { listEvents } from '@kontor/projections/audit'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { metaOf } from '../plugins/meta.ts'
import type { HttpDeps } from '../ports.ts'
import { type AuditEvent, EventList, EventsQuery, StreamAsOf, StreamParams, StreamQuery } from './contract.ts'
import { shown } from './shown.ts'
import { streamAsOf } from './stream-as-of.ts'

const readers = { policy: ['admin', 'owner'] } as const

/** The log as people search it, and a stream as it was at a moment. Read only: nothing here can change the past (api.md "Audit"). */
export const auditRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  const { execute, read, log } = deps
  /** Recorded first; only then may anything be shown. */
  const recordLook = async (request: FastifyRequest, reason: string | undefined, of: string): Promise<boolean> => {
    if (reason === undefined) return false
    const meta = metaOf(request, deps)
    await execute(looks, meta.commandId, ShowPersonalData({ reason, of }, meta))
    return true
  }
  const opened = async (event: AuditEvent): Promise<AuditEvent> => {
    const [found] = await log.readPart(event.stream, { from: BigInt(event.revision), direction: 'forwards', count: 1 })
    return found ? shown(found) : event
  }

  app.get('/audit/events', { config: readers, schema: { querystring: EventsQuery, response: { 200: EventList } } }, async (request) => {
    const { acting, query } = request
    const { reason, after, ...filter } = query
    if (acting.role === 'owner' && filter.tenantId !== undefined && filter.tenantId !== acting.tenantId) throw new Refused('tenant.not-found')
    const found = await read(acting, 'audit.events', after, (db) => listEvents(db, filter))
    const isOpen = await recordLook(request, reason, `events ${JSON.stringify({ ...filter, cursor: undefined })}`.slice(0, 1000))
    return isOpen ? { ...found, items: await Promise.all(found.items.map(opened)) } : found
  })

  app.get(
    '/audit/streams/:stream',
    { config: { ...readers, noun: 'stream' }, schema: { params: StreamParams, querystring: StreamQuery, response: { 200: StreamAsOf } } },
    async (request) => {
      const { acting, params, query } = request
      const { at, basis, cursor, reason } = query
      const asked = { ...params, at, basis, cursor, isOpen: false }
      const veiled = await streamAsOf(log, acting, asked)
      // Only what this reader may see at all is worth a record.
      return (await recordLook(request, reason, params.stream)) ? streamAsOf(log, acting, { ...asked, isOpen: true }) : veiled
    },
  )
}
