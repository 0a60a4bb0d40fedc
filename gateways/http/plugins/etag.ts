import { createHash } from 'node:crypto'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'

const matches = (header: string, etag: string) => header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')

/** Answers of the API are a person's own: kept by their browser alone, and asked about each time; the same again is 304. */
const plugin: FastifyPluginAsync = async (app) => {
  const marked = (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    reply.header('cache-control', request.method === 'GET' ? 'private, no-cache' : 'no-store')
    if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload
    const etag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`
    reply.header('etag', etag).header('vary', 'authorization')
    if (!matches(request.headers['if-none-match'] ?? '', etag)) return payload
    reply.code(304).removeHeader('content-type').removeHeader('content-length')
    return ''
  }
  app.addHook('onSend', (request, reply, payload, done) => done(null, request.url.startsWith('/api/') ? marked(request, reply, payload) : payload))
}

export const etagPlugin = fp(plugin, { name: 'etag' })
