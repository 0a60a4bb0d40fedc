import { OutcomeUnknown, Refused, WrongRevision } from '@kontor/core/kernel'
import { id } from '@kontor/core/kernel/testing'
import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import type { Acting, HttpDeps } from './ports.ts'
import { buildServer } from './server.ts'
import { testDeps, tokenOf } from './testing.ts'

const owner: Acting = { userId: id(1), familyId: id(2), tenantId: id(9), slug: 'demo', role: 'owner', partnerId: undefined }
const as = (role: Acting['role']) => ({ authorization: `Bearer ${tokenOf({ ...owner, role })}` })
const server = (changes: Partial<HttpDeps> = {}) => buildServer(testDeps(changes))
const failing = (error: unknown) => server({ execute: () => Promise.reject(error) })
const approve = (app: FastifyInstance, headers: Record<string, string> = as('owner')) =>
  app.inject({ method: 'POST', url: `/api/v1/partners/${id(3)}/approve`, headers })

test('the boot stops at a route that does not say who may call it', async () => {
  const app = await server()
  app.get('/forgotten', async () => 'open to all')
  await expect(app.ready()).rejects.toThrow('GET /forgotten')
})

test.each([
  [new Refused('partner.not-found'), 404, 'partner.not-found'],
  [new Refused('partner.not-pending'), 409, 'partner.not-pending'],
  [new Refused('some.new-rule'), 409, 'some.new-rule'],
  [new Refused('server.busy'), 503, 'server.busy'],
  [new WrongRevision(), 409, 'request.conflict'],
  [new OutcomeUnknown(), 503, 'store.unavailable'],
  [Object.assign(new Error('terminating connection'), { code: '57P01' }), 503, 'store.unavailable'],
  [new Error('slonik', { cause: new Error('Connection terminated unexpectedly') }), 503, 'store.unavailable'],
  [new Error('password of the database is hunter2'), 500, 'server.error'],
])('%s becomes %i', async (error, status, code) => {
  const answer = await approve(await failing(error))
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.json()).toMatchObject({ type: 'about:blank', status, code })
  expect(answer.json().correlationId).toBe(answer.headers['x-correlation-id'])
  expect(answer.body).not.toContain('hunter2')
})

test('a store that does not answer says when to come back, and so does a database', async () => {
  const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  for (const error of [new OutcomeUnknown(), away]) expect((await approve(await failing(error))).headers['retry-after']).toBe('1')
})

test('no token is 401, in words a client understands', async () => {
  const answer = await approve(await server(), {})
  expect([answer.statusCode, answer.json().code, answer.headers['www-authenticate']]).toEqual([401, 'token.invalid', 'Bearer realm="kontor"'])
})

test('a role that may never do this is 403', async () => {
  expect((await approve(await server(), as('partner'))).json()).toMatchObject({ status: 403, code: 'role.forbidden' })
})

test('the same answer again is 304 and empty', async () => {
  const app = await server({ read: async () => ({ applications: 3 }) as never })
  const first = await app.inject({ url: '/api/v1/badges', headers: as('owner') })
  expect(first.json()).toEqual({ applications: 3 })
  const etag = String(first.headers.etag)
  const again = await app.inject({ url: '/api/v1/badges', headers: { ...as('owner'), 'if-none-match': `"x", W/${etag}` } })
  expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
})

test('a person may ask 600 times a minute, whoever else sits behind the address', async () => {
  const app = await server({ read: async () => ({}) as never })
  const ask = (userId: string) => app.inject({ url: '/api/v1/badges', headers: { authorization: `Bearer ${tokenOf({ ...owner, userId })}` } })
  const first = await ask(id(1))
  expect(first.headers).toMatchObject({ 'ratelimit-limit': '600', 'ratelimit-remaining': '599' })
  for (let n = 2; n <= 600; n++) expect((await ask(id(1))).statusCode).toBe(200)
  const refused = await ask(id(1))
  expect(refused.json()).toMatchObject({ status: 429, code: 'rate.limited' })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await ask(id(7))).statusCode).toBe(200)
})

const applyFrom = (app: FastifyInstance, address: string) =>
  app.inject({ method: 'POST', url: '/api/v1/partners/applications', headers: { 'x-forwarded-for': address }, payload: {} })

test('an address may apply 60 times a minute, and a forged header makes no new address', async () => {
  const app = await server()
  for (let n = 0; n < 60; n++) expect((await applyFrom(app, `203.0.113.${n}`)).statusCode).toBe(422)
  expect((await applyFrom(app, '203.0.113.99')).statusCode).toBe(429)
})

test('behind a proxy we were told of, the address is the one it names', async () => {
  const { config } = testDeps()
  const app = await server({ config: { ...config, trustProxy: ['127.0.0.0/8'] } })
  for (let n = 0; n < 61; n++) expect((await applyFrom(app, `203.0.113.${n}`)).statusCode).toBe(422)
})

test('not ready says which part is not', async () => {
  const app = await server({ notReady: async () => ['event store', 'views'] })
  const answer = await app.inject('/health/ready')
  expect(answer.json()).toMatchObject({ status: 503, code: 'server.not-ready', detail: 'Not ready: event store, views' })
  expect((await app.inject('/health/live')).json()).toEqual({ status: 'ok' })
})

test('figures are for this machine, or for who has the token', async () => {
  const { config } = testDeps()
  const app = await server({ config: { ...config, metricsToken: 'let-me-see' } })
  const far = { 'x-forwarded-for': '203.0.113.1' }
  expect((await app.inject('/metrics')).body).toContain('process_cpu_seconds_total')
  expect((await app.inject({ url: '/metrics', headers: far })).statusCode).toBe(401)
  expect((await app.inject({ url: '/metrics', headers: { ...far, authorization: 'Bearer let-me-see' } })).body).toContain('route="/metrics"')
})

test('a query parameter left empty was not asked for', async () => {
  const app = await server({ read: async () => ({ applications: 3 }) as never })
  const answer = (query: string) => app.inject({ url: `/api/v1/badges?${query}`, headers: as('owner') })
  expect((await answer('after=')).statusCode).toBe(200)
  expect((await answer('after=%20')).json()).toMatchObject({ status: 422, errors: [{ pointer: '/after' }] })
  expect((await answer('nobody=x')).json()).toMatchObject({ status: 422, errors: [{ pointer: '/nobody', code: 'field.unknown' }] })
})

test('an unknown field is refused where it stands, in a sum of money too', async () => {
  const payload = { percent: '10', holdDays: 0, minimumPayout: { minor: '0', currency: 'RUB', cents: 1 } }
  const answer = await (await server()).inject({ method: 'POST', url: `/api/v1/programmes/${id(3)}/terms`, headers: as('owner'), payload })
  expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/minimumPayout/cents', code: 'field.unknown' }] })
})
