import { LinkCode } from '@kontor/core/links'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problemOf } from '../plugins/errors.ts'
import { HttpProblem } from '../plugins/problem.ts'
import { statusOf } from '../plugins/statuses.ts'
import type { HttpDeps } from '../ports.ts'
import { classify } from './classify.ts'
import { follow } from './follow.ts'
import { memo } from './memo.ts'
import { recentVisits } from './recent-visits.ts'
import { redirectPage } from './redirect-page.ts'
import { visitorOf } from './visitor.ts'

const Code = z.object({ code: z.string() })

/** A program that asks for JSON and nothing else gets a problem; everybody else is a person before a browser. */
const wantsJson = ({ headers: { accept = '' } }: FastifyRequest) => /\bjson\b/i.test(accept) && !/text\/html|\*\/\*/i.test(accept)

const inWords = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const { code, extras } = problemOf(error, request)
  const page = wantsJson(request) ? undefined : redirectPage(code, request.language)
  // The one handler of all routes knows the rest, and what of it is for our own log.
  if (page === undefined) throw error
  if (extras.retryAfter !== undefined) reply.header('retry-after', String(extras.retryAfter))
  return reply.code(statusOf(code)).type('text/html; charset=utf-8').send(page)
}

/** All clicks of a tenant's day are under one key, whose name takes three hashes. */
const remembering = (derivedId: HttpDeps['derivedId']): HttpDeps['derivedId'] => {
  const made = memo(5_000, (scopeAndKey: string) => {
    const [scope = '', key = ''] = scopeAndKey.split('\n')
    return derivedId(scope, key)
  })
  return (scope, key) => made(`${scope}\n${key}`)
}

/** `GET /r/{code}`: where a visitor is led on, once the click is durable. The address is the stored target's; nothing of the request goes into it. */
export const redirectRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, { derivedId, ...given }) => {
  const deps = { ...given, derivedId: remembering(derivedId) }
  const seen = recentVisits()
  app.setErrorHandler(inWords)
  app.get('/r/:code', { config: { policy: 'public', rateLimit: false }, schema: { params: Code } }, async (request, reply) => {
    const { code } = request.params
    const link = LinkCode.safeParse(code).success ? await deps.links.find(code) : undefined
    reply.header('cache-control', 'no-store')
    if (!link) throw new HttpProblem('link.not-found')
    if (link.status === 'deactivated') throw new HttpProblem('link.deactivated')
    const visitor = visitorOf(request)
    const { location } = await follow(deps, link, visitor, (visit, at) => classify(visitor, () => seen(visit, at)))
    return reply.redirect(location, 302)
  })
}
