import { STATUS_CODES } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Problem } from '../contract.ts'
import { statusOf } from './statuses.ts'

type Extras = {
  readonly detail?: string | undefined
  readonly errors?: Problem['errors']
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number | undefined
  /** Only with `partner.pending` (api.md "Identity"). */
  readonly ticket?: string | undefined
}

/** An answer that is a refusal, with what HTTP adds to its code. `Refused` from core becomes one of these. */
export class HttpProblem extends Error {
  readonly code: string
  readonly extras: Extras

  constructor(code: string, extras: Extras = {}) {
    super(code)
    this.name = 'HttpProblem'
    this.code = code
    this.extras = extras
  }
}

/** RFC 9457: the type is `about:blank`, so the title is the status' own phrase and `code` is what programs compare. */
export const sendProblem = (reply: FastifyReply, { code, extras: { retryAfter, detail, errors, ticket } }: HttpProblem) => {
  const status = statusOf(code)
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="kontor"')
  if (retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(retryAfter)))
  const problem: Problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, correlationId: reply.request.id }
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ ...problem, ...(detail && { detail }), ...(errors && { errors }), ...(ticket && { ticket }) })
}
