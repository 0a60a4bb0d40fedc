import { readFileSync } from 'node:fs'
import { ChangeLink, links } from '@kontor/core/links'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../testing/house.ts'
import { browser, makeLink, metaIn } from './testing.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse({ KONTOR_DEMO: '0' })
}, 60_000)
afterAll(() => house?.close())

const go = (code: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET', query = '') =>
  house.app.inject({ method, url: `/r/${code}${query}`, headers: { 'user-agent': browser, ...headers } })
const kidOf = (location: unknown) => new URL(String(location), 'http://localhost').searchParams.get('kid') ?? ''

/** The clicks of a link as the log has them. */
const clicksOf = async (code: string) => {
  const found = []
  for await (const { event } of house.stores.client.readAll({})) {
    if (event?.type === 'links.ClickRecorded' && (event.data as { code: string }).code === code) found.push(event.streamId)
  }
  const streams = await Promise.all([...new Set(found)].map(async (stream) => (await house.stores.log.read(stream)).events))
  return streams.flat().filter(({ data }) => (data as { code: string }).code === code)
}

test('a visitor is led to the target with the UTM fields and the click, which is in the log by then', async () => {
  const link = await makeLink(house.stores, {
    targetUrl: 'https://shop.test/p?utm_source=own&q=%D0%B9#top',
    utm: { source: 'ann', term: 'два слова' },
  })
  const answer = await go(link.code, { referer: 'https://Blog.test/post?x=1', 'accept-language': 'ru' })
  const kid = kidOf(answer.headers.location)
  expect(answer.statusCode).toBe(302)
  expect(answer.headers.location).toBe(
    `https://shop.test/p?q=%D0%B9&utm_source=ann&utm_term=%D0%B4%D0%B2%D0%B0+%D1%81%D0%BB%D0%BE%D0%B2%D0%B0&kid=${kid}#top`,
  )
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'strict-origin-when-cross-origin' })
  expect(answer.headers['set-cookie']).toBeUndefined()
  const [click, ...others] = await clicksOf(link.code)
  expect(others).toEqual([])
  expect(click).toMatchObject({
    id: kid,
    stream: expect.stringMatching(/^clicks-[0-9a-f]{32}\.\d{8}$/),
    data: {
      clickId: kid,
      linkId: link.linkId,
      partnerId: link.partnerId,
      kind: 'person',
      browser: 'Chrome',
      device: 'desktop',
      refererHost: 'blog.test',
    },
    meta: { tenantId: link.tenantId, actor: { kind: 'visitor' }, commandId: kid, source: 'http' },
  })
  expect(click?.data).toMatchObject({
    address: '127.0.0.1',
    userAgent: browser,
    referer: 'https://Blog.test/post?x=1',
    visit: expect.stringMatching(/^.{22}$/),
  })
})

test('the same person at once, a robot and a browser that looks ahead are told from a person', async () => {
  const { code } = await makeLink(house.stores)
  for (const [headers, method] of [
    [{ 'sec-purpose': 'prefetch;prerender' }, 'GET'],
    [{}, 'HEAD'],
    [{ 'user-agent': 'Googlebot/2.1' }, 'GET'],
    [{}, 'GET'],
    [{}, 'GET'],
    [{ 'user-agent': `${browser} other` }, 'GET'],
  ] as const)
    expect((await go(code, headers, method)).statusCode).toBe(302)
  const kinds = (await clicksOf(code)).map(({ data }) => (data as { kind: string }).kind)
  expect(kinds).toEqual(['prefetch', 'prefetch', 'bot', 'person', 'duplicate', 'person'])
})

test('nothing of the request gets into the address', async () => {
  const { code } = await makeLink(house.stores, { targetUrl: 'https://shop.test/' })
  const { headers } = await go(
    code,
    { host: 'evil.test', 'x-forwarded-host': 'evil.test' },
    'GET',
    '?utm_source=x&kid=y&url=https://evil.test&targetUrl=//evil.test',
  )
  expect(headers.location).toMatch(/^https:\/\/shop\.test\/\?kid=[0-9a-f]{32}$/)
})

test('a form without a page of its own is on ours', async () => {
  const { code } = await makeLink(house.stores, { type: 'iframe' })
  expect((await go(code)).headers.location).toMatch(new RegExp(`^/f/${code}\\?kid=[0-9a-f]{32}$`))
})

test.each([
  ['000000000000', 'a code that nobody has'],
  ['nonsense', 'what is no code'],
  ['%00', 'a NUL'],
  ['..%2f..%2fetc', 'a path'],
])('%s, %s, is a page in the language of the reader, and a problem for programs', async (code) => {
  const page = await go(code, { accept: 'text/html,*/*', 'accept-language': 'ru' })
  expect([page.statusCode, page.headers['content-type'], page.headers['cache-control']]).toEqual([404, 'text/html; charset=utf-8', 'no-store'])
  expect(page.headers['content-security-policy']).toContain("default-src 'self'")
  expect(page.body).toContain('Такой ссылки нет')
  expect((await go(code)).body).toContain('There is no such link')
  const problem = await go(code, { accept: 'application/json' })
  expect([problem.statusCode, problem.json().code]).toEqual([404, 'link.not-found'])
  expect((await go(code, {}, 'HEAD')).statusCode).toBe(404)
})

test('a link that is off says so, also to whoever knew it, and leads on when it is on again', async () => {
  const { code, linkId, partnerId, tenantId } = await makeLink(house.stores)
  expect((await go(code)).statusCode).toBe(302)
  const turn = (active: boolean) => house.stores.execute(links, code, ChangeLink({ linkId, partnerId, active }, metaIn(tenantId)))
  await turn(false)
  house.deps.links.forget(code)
  const off = await go(code, { 'accept-language': 'ru' })
  expect([off.statusCode, off.body]).toEqual([410, expect.stringContaining('Ссылка больше не работает')])
  expect((await go(code, { accept: 'application/problem+json' })).json().code).toBe('link.deactivated')
  await turn(true)
  house.deps.links.forget(code)
  expect((await go(code)).statusCode).toBe(302)
})

test('a link made a moment ago leads on, although its code was just unknown', async () => {
  const before = await go('zzzzzzzzzzzz')
  expect(before.statusCode).toBe(404)
  const { code } = await makeLink(house.stores)
  expect((await go(code)).statusCode).toBe(302)
})

test('64 clicks at once are in the log once each, at revisions without a gap', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => makeLink(house.stores)))
  const answers = await Promise.all(Array.from({ length: 64 }, (_, at) => go(made[at % 8]?.code ?? '', { 'user-agent': `${browser} ${at}` })))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([302]))
  const clicks = (await Promise.all(made.map(({ code }) => clicksOf(code)))).flat()
  expect(clicks.map(({ id }) => id).toSorted()).toEqual(answers.map(({ headers }) => kidOf(headers.location)).toSorted())
  const streams = new Set(clicks.map(({ stream }) => stream))
  expect(streams.size).toBe(1)
  const { events } = await house.stores.log.read([...streams][0] ?? '')
  expect(events.map(({ revision }) => revision)).toEqual(events.map((_, at) => BigInt(at)))
})

type Row = { readonly target: string; readonly leadsTo: string | null }
const corpus: readonly Row[] = JSON.parse(readFileSync(new URL('../../gateways/http/links/open-redirect.corpus.json', import.meta.url), 'utf8'))

test('of the open-redirect corpus, what can be made leads to the host that is written in it, and the rest cannot be made', {
  timeout: 60_000,
}, async () => {
  const bad: unknown[] = []
  for (const { target, leadsTo } of corpus) {
    const made = await makeLink(house.stores, { targetUrl: target }).catch(() => undefined)
    const answer = made && (await go(made.code, {}, 'GET', `?url=${encodeURIComponent(target)}`))
    const origin = answer?.statusCode === 302 ? new URL(String(answer.headers.location)).origin : null
    if (origin !== leadsTo) bad.push({ target, leadsTo, origin, status: answer?.statusCode })
  }
  expect(bad).toEqual([])
})
