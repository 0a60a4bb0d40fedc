import { platformTenant } from '@kontor/core/kernel'
import { id } from '@kontor/core/kernel/testing'
import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { testEdge } from '../testing.ts'
import { metaOf } from './meta.ts'

const edge = testEdge()
const ann = { userId: id(1), tenantId: id(9) }
type Sent = { key?: string; acting?: unknown; url?: string; params?: unknown; body?: unknown; method?: string }
const meta = ({ key = 'k1', acting = ann, url = '/partners/:partnerId/approve', params = { partnerId: id(3) }, body, method = 'POST' }: Sent = {}) =>
  metaOf(
    { id: id(7), method, headers: { 'idempotency-key': key }, acting, params, body, routeOptions: { url, config: {} } } as unknown as FastifyRequest,
    edge,
  )
const usual = meta()

test('the same key is the same command', () => expect(meta().commandId).toBe(usual.commandId))
test.each([
  ['another key', { key: 'k2' }],
  ['another person', { acting: { ...ann, userId: id(2) } }],
  ['another tenant', { acting: { ...ann, tenantId: id(8) } }],
  ['nobody', { acting: null }],
  ['another route', { url: '/partners/:partnerId/reject' }],
  ['another method', { method: 'PUT' }],
  ['another partner', { params: { partnerId: id(4) } }],
])('%s makes another', (_what, sent) => expect(meta(sent).commandId).not.toBe(usual.commandId))

test('without a key every request is its own', () => {
  const keyless = () =>
    metaOf({ id: id(7), method: 'POST', headers: {}, params: {}, routeOptions: { config: {} } } as unknown as FastifyRequest, edge)
  expect(keyless().commandId).not.toBe(keyless().commandId)
})
test('the body is hashed, however its keys are ordered', () => {
  expect(meta({ body: { a: 1, b: 2 } }).requestHash).toBe(meta({ body: { b: 2, a: 1 } }).requestHash)
  expect(meta({ body: { a: 1 } }).requestHash).not.toBe(meta({ body: { a: 2 } }).requestHash)
})
test('a password is not', () => expect(meta({ body: { password: 'one' } }).requestHash).toBe(meta({ body: { password: 'two' } }).requestHash))
test('a person acts in the tenant of their token', () =>
  expect(usual).toMatchObject({ tenantId: id(9), actor: { kind: 'user', id: id(1) }, correlationId: id(7), source: 'http' }))
test('a visitor has neither', () => expect(meta({ acting: null })).toMatchObject({ tenantId: platformTenant, actor: { kind: 'visitor' } }))
test.each(['', 'with space', 'x'.repeat(256), 'ключ'])('%j is no key', (key) =>
  expect(() => meta({ key })).toThrow(expect.objectContaining({ code: 'idempotency-key.invalid' })),
)
