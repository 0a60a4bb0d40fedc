import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type Answer, refused, timeBlock } from './answer.ts'
import type { FaultSwitches } from './faults.ts'
import { batch } from './methods/batch.ts'
import { dealMethods } from './methods/deal-methods.ts'
import { directoryMethods } from './methods/directory-methods.ts'
import { itemMethods } from './methods/item-methods.ts'
import { type Context, mapOf, type Parameters } from './methods/method.ts'
import { nested } from './php-form.ts'
import { seconds } from './times.ts'

const methods = { ...itemMethods, ...directoryMethods, ...dealMethods }
/** How long a method that used up its time stays closed, s. */
const closedFor = 2
const address = /^\/rest\/1\/([0-9a-f]+)\/([a-z.]+?)(?:\.json)?$/

type Ports = {
  readonly faults: FaultSwitches
  readonly hasRoom: (portal: string) => boolean
  /** Undefined for a secret that no portal has. */
  readonly portalOf: (secret: string) => string | undefined
  readonly contextOf: (portal: string) => Context
}

/** JSON or a form, as the caller likes; the query counts, too. */
const parametersOf = async (request: IncomingMessage, url: URL): Promise<Parameters> => {
  const body = (await buffer(request)).toString()
  const sent = request.headers['content-type']?.startsWith('application/json') ? mapOf(JSON.parse(body || '{}')) : nested(new URLSearchParams(body))
  return { ...nested(url.searchParams), ...sent }
}

const limited = async ({ faults, hasRoom }: Ports, portal: string, now: number): Promise<Answer | undefined> => {
  const { busy, overTime } = await faults.read()
  if (busy || !hasRoom(portal)) return refused('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503)
  return overTime ? refused('OPERATION_TIME_LIMIT', `Method is blocked until ${seconds(now) + closedFor}`, 429) : undefined
}

const answerTo = async (ports: Ports, request: IncomingMessage): Promise<{ readonly answer: Answer; readonly isSilent: boolean }> => {
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const [, secret = '', name = ''] = address.exec(url.pathname) ?? []
  const portal = ports.portalOf(secret)
  if (portal === undefined) return { answer: refused('INVALID_CREDENTIALS', 'Invalid request credentials', 401), isSilent: false }
  const context = ports.contextOf(portal)
  const full = await limited(ports, portal, context.now())
  if (full) return { answer: full, isSilent: false }
  const parameters = await parametersOf(request, url)
  const method = (methods as Readonly<Record<string, (typeof methods)[string]>>)[name]
  if (name === 'batch') return { answer: await batch(methods, parameters, context), isSilent: false }
  if (!method) return { answer: refused('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404), isSilent: false }
  const answer = await method(parameters, context)
  // Only work that was done can be done without an answer.
  const isWork = /\.(?:add|update|delete)$/.test(name)
  return { answer, isSilent: isWork && (await ports.faults.read()).silent }
}

const write = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

/** The portal's REST, version 2 (providers.md §2), as far as Kontor uses it and a little further. */
export const restServer = (ports: Ports, now: () => number) =>
  createServer((request, response) => {
    const start = now()
    answerTo(ports, request).then(
      ({ answer, isSilent }) => {
        const time = timeBlock(start, now())
        if (isSilent) response.destroy()
        else if (!('error' in answer)) write(response, 200, { ...answer, time })
        else {
          const { status, error, description } = answer
          const reset = status === 429 ? { time: { ...time, operating_reset_at: seconds(start) + closedFor } } : {}
          write(response, status, { error, error_description: description, ...reset })
        }
      },
      () => write(response, 500, { error: 'INTERNAL_SERVER_ERROR', error_description: 'Internal server error' }),
    )
  })
