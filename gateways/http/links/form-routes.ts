import type { FastifyError, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { refer } from '../deals/refer.ts'
import { problemOf } from '../plugins/errors.ts'
import { refuseHostile } from '../plugins/hostile.ts'
import { perAddress } from '../plugins/limits.ts'
import { statusOf } from '../plugins/statuses.ts'
import type { HttpDeps } from '../ports.ts'
import { FormPost, FormSent } from './contract.ts'
import { formAnswers } from './form/answers.ts'
import { fieldsOf } from './form/fields.ts'
import { isSuspicious, newMarks, requestOf } from './form/marks.ts'
import { formPage, thanksAddress, thanksPage } from './form/page.ts'

const open = { policy: 'public' } as const
const limited = { ...open, rateLimit: { ...perAddress, groupId: 'forms' } }

/** Ten times what the longest words of a form come to. */
const bodyLimit = 65_536
const formEncoded = 'application/x-www-form-urlencoded'
const isProgram = ({ method, headers }: FastifyRequest) => method === 'POST' && !headers['content-type']?.startsWith(formEncoded)

/**
 * `/f/{code}`: the form that every link has (api.md "Links, clicks, forms"; ui.md S30). A browser gets pages that need no script, a program JSON. A hidden field
 * and the time it took only mark a request, and never refuse it.
 */
export const formRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  const { find, placeOf, page, inWords } = formAnswers(deps)
  app.decorateRequest('marks')

  // Here alone, so that no other route takes a body which any page of the web can make a browser send.
  app.addContentTypeParser<string>(formEncoded, { parseAs: 'string' }, async (_request: unknown, text: string) =>
    Object.fromEntries(new URLSearchParams(text)),
  )

  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    // A program is answered as everywhere else, by the one handler of all routes.
    if (isProgram(request)) throw error
    const problem = problemOf(error, request)
    if (problem.code === 'server.error') request.log.error({ err: error }, 'request failed')
    const { retryAfter } = problem.extras
    if (retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(retryAfter)))
    return page(request, reply.code(statusOf(problem.code)), await inWords(request, problem))
  })

  app.addHook('preValidation', async (request) => {
    await find(request)
    if (request.method !== 'POST' || isProgram(request)) return
    const { fields, marks } = fieldsOf(request.body as Readonly<Record<string, unknown>>)
    Object.assign(request, { body: fields, marks })
    refuseHostile(fields, 'body')
  })

  app.get('/f/:code', { config: open }, async (request, reply) => {
    const place = await placeOf(request, await find(request))
    const hidden = newMarks(deps, place.code)
    return page(request, reply, formPage(place, { values: {}, errors: new Map(), notice: undefined, hidden }))
  })

  app.post('/f/:code', { config: limited, bodyLimit, schema: { body: FormPost, response: { 201: FormSent } } }, async (request, reply) => {
    const link = await find(request)
    const { tenantId, partnerId, programmeId, linkId, code } = link
    const { marks, body, headers } = request
    const { consent: _, kid: clickId, ...customer } = body
    const byPage = marks?.token && headers['idempotency-key'] === undefined ? requestOf(deps, code, marks, body) : {}
    const meta = { ...request.meta, ...byPage, tenantId }
    const suspicious = marks !== undefined && isSuspicious(deps, code, marks)
    const sent = await refer(deps, { ...customer, tenantId, partnerId, programmeId, source: 'form', linkId, clickId, suspicious }, meta)
    if (marks) return reply.redirect(thanksAddress(await placeOf(request, link)), 303)
    return reply.code(201).send(sent)
  })

  app.get('/f/:code/thanks', { config: open }, async (request, reply) =>
    page(request, reply, thanksPage(await placeOf(request, await find(request)))),
  )
}
