import { OutcomeUnknown, Refused, WrongRevision } from '@kontor/core/kernel'
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyRequest, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../contract.ts'
import { InvalidInput } from './invalid-input.ts'
import { HttpProblem, sendProblem } from './problem.ts'
import { isUnavailable } from './unavailable.ts'

/** Fastify's own refusals, in our words. */
const ofFramework: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'route.not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'route.not-found',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media-type',
  FST_ERR_HANDLER_TIMEOUT: 'server.busy',
}

/** Seconds after which the same request may do, where core knows that it may. */
const comeBackAfter: Readonly<Record<string, number>> = { 'reservation.in-progress': 60, 'server.busy': 2 }

/** `/partners/:partnerId` is about a partner, unless the route says otherwise. */
const nounOf = ({ routeOptions: { config, url } }: FastifyRequest) => config.noun ?? url?.match(/:(\w+)Id\b/)?.[1] ?? 'route'

/** What the outside may know of an error. Anything unforeseen is `server.error` and nothing more. */
export const problemOf = (error: unknown, request: FastifyRequest): HttpProblem => {
  if (error instanceof HttpProblem) return error
  if (error instanceof InvalidInput) {
    return error.part === 'params' ? new HttpProblem(`${nounOf(request)}.not-found`) : new HttpProblem('request.invalid', { errors: error.errors })
  }
  if (error instanceof Refused) return new HttpProblem(error.code, { detail: error.detail, retryAfter: comeBackAfter[error.code] })
  if (error instanceof WrongRevision) return new HttpProblem('request.conflict', { detail: 'Others were quicker. Try again.' })
  if (error instanceof OutcomeUnknown || isUnavailable(error))
    return new HttpProblem('store.unavailable', { detail: 'Try again with the same Idempotency-Key.', retryAfter: 1 })
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  if (ofFramework[code]) return new HttpProblem(ofFramework[code])
  return new HttpProblem(statusCode < 500 ? 'request.malformed' : 'server.error')
}

/** Every route may answer a problem, so every route's documentation says so. */
const documentProblems = (route: RouteOptions) => {
  if (!route.schema) return
  const problem = { description: 'What went wrong (RFC 9457)', content: { 'application/problem+json': { schema: Problem } } }
  route.schema.response = { ...(route.schema.response as object | undefined), '4xx': problem, '5xx': problem }
}

const plugin: FastifyPluginAsync = async (app: FastifyInstance) => {
  app.addHook('onRoute', documentProblems)
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request)
    if (problem.code === 'server.error') request.log.error({ err: error }, 'request failed')
    if (problem.code === 'store.unavailable') request.log.warn({ error: String(error) }, 'the store or the database was away')
    return sendProblem(reply, problem)
  })
}

export const errorsPlugin = fp(plugin, { name: 'errors' })
