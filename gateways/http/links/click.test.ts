import { id } from '@kontor/core/kernel/testing'
import { ClickRecorded } from '@kontor/core/links'
import { expect, test } from 'vitest'
import type { KnownLink } from '../ports.ts'
import { testEdge } from '../testing.ts'
import { clickOf } from './click.ts'
import { type Visitor, visitorOf } from './visitor.ts'

const edge = testEdge()
const link: KnownLink = {
  status: 'active',
  tenantId: id(9),
  linkId: id(1),
  code: '0123456789ab',
  partnerId: id(2),
  programmeId: id(3),
  timeZone: 'Europe/Moscow',
  type: 'direct',
  title: 'A link',
  targetUrl: 'https://shop.test/',
  utm: {},
}
const visitor: Visitor = { address: '203.0.113.7', userAgent: 'Mozilla/5.0', referer: undefined, looksAhead: false, requestId: id(5) }
const click = (who: Partial<Visitor> = {}, where: Partial<KnownLink> = {}, now = '2026-11-21T12:00:00.000Z') =>
  clickOf(edge, { ...link, ...where }, { ...visitor, ...who }, { clickId: id(7), now }, () => 'person')

test('it can be written, under the tenant of the link and the id that the visitor carries on', () => {
  const { data, meta } = click()
  expect(ClickRecorded.encode(data)).toEqual(data)
  expect(data).toMatchObject({ clickId: id(7), linkId: id(1), day: '2026-11-21', dayKey: edge.derivedId('clicks-day', `${id(9)}.2026-11-21`) })
  expect(meta).toMatchObject({ tenantId: id(9), commandId: id(7), correlationId: id(5), occurredAt: '2026-11-21T12:00:00.000Z' })
})

test('a visit is one visitor on one link on one day of its zone', () => {
  const { visit } = click().data
  expect(visit).toMatch(/^[0-9a-f]{22}$/)
  expect(click({ referer: 'https://blog.test/', requestId: id(6) }, {}, '2026-11-21T20:59:59.000Z').data.visit).toBe(visit)
  const others = [
    click({ address: '203.0.113.8' }),
    click({ userAgent: 'other' }),
    click({}, { linkId: id(4) }),
    click({}, {}, '2026-11-21T21:00:00.000Z'),
  ]
  expect(new Set([visit, ...others.map(({ data }) => data.visit)]).size).toBe(5)
})

test('a visitor is the same on all links and days of the tenant, and another with another', () => {
  const { visitor: mark } = click().data
  expect(click({}, { linkId: id(4), partnerId: id(5) }, '2026-12-01T00:00:00.000Z').data.visitor).toBe(mark)
  expect(click({}, { tenantId: id(8) }).data.visitor).not.toBe(mark)
})

test.each([
  ['https://Blog.Test:8443/a?b#c', 'blog.test'],
  ['http://пример.рф/', 'xn--e1afmkfd.xn--p1ai'],
  ['android-app://org.telegram.messenger/', undefined],
  ['https://', undefined],
  ['javascript:alert(1)', undefined],
  [undefined, undefined],
])('%s came from %s', (referer, host) => {
  expect(click({ referer }).data.refererHost).toBe(host)
})

const request = (headers: Record<string, string | string[]>, method = 'GET') => visitorOf({ id: id(5), ip: '203.0.113.7', method, headers } as never)

test('what a stranger sends is cut, and nothing is not a text', () => {
  expect(request({ 'user-agent': 'x'.repeat(5_000), referer: 'y'.repeat(5_000) })).toMatchObject({
    userAgent: 'x'.repeat(512),
    referer: 'y'.repeat(1_024),
  })
  expect(request({ 'user-agent': '' })).toMatchObject({ userAgent: undefined, referer: undefined })
})

test.each([
  [{ 'sec-purpose': 'prefetch' }, 'GET', true],
  [{ 'sec-purpose': 'prefetch;prerender' }, 'GET', true],
  [{ purpose: 'prefetch' }, 'GET', true],
  [{ 'x-purpose': 'preview' }, 'GET', true],
  [{ 'x-moz': 'prefetch' }, 'GET', true],
  [{}, 'HEAD', true],
  [{ 'sec-fetch-mode': 'navigate' }, 'GET', false],
])('%o by %s looks ahead: %s', (headers, method, looksAhead) => {
  expect(request(headers as never, method).looksAhead).toBe(looksAhead)
})
