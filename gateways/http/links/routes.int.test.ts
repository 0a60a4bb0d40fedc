import jsqr from 'jsqr'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../infra/testing/house.ts'
import { signedIn } from '../testing.ts'
import { newPartner } from './testing.ts'

let house: Awaited<ReturnType<typeof testHouse>>
type Headers = { readonly authorization: string }
let owner: Headers
let anna: Headers
let boris: Headers
let stranger: Headers

const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, headers: Record<string, string>, payload?: object) =>
  house.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })

beforeAll(async () => {
  house = await testHouse()
  const login = await send('POST', '/auth/login', {}, { email: 'owner@demo.test', password: 'kontor-demo-2026' })
  owner = { authorization: `Bearer ${login.json().accessToken}` }
  anna = await newPartner(house, owner, 'anna@links.test', 'Анна')
  boris = await newPartner(house, owner, 'boris@links.test', 'Борис')
  stranger = await signedIn(house.deps, { tenantId: house.deps.newId(), role: 'owner' })
}, 60_000)
afterAll(() => house?.close())

const direct = { type: 'direct', title: 'Главная', targetUrl: 'https://site.test/page?a=1#top', utm: { source: 'anna' } }
const made = async (changes: object = {}, as = anna) => {
  const answer = await send('POST', '/links', as, { ...direct, ...changes })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ linkId: string; code: string; url: string; position: string }>()
}
const visit = (
  code: string,
  userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
) => house.app.inject({ url: `/r/${code}`, headers: { 'user-agent': userAgent, referer: 'https://t.me/channel' } })

describe('a link', () => {
  test('works once it is made, and is listed for those who may see it', async () => {
    const { linkId, code, url, position } = await made()
    expect(url).toBe(`${house.deps.config.publicUrl}/r/${code}`)
    expect((await visit(code)).headers.location).toMatch(/^https:\/\/site\.test\/page\?a=1&utm_source=anna&kid=[0-9a-f]{32}#top$/)
    const listed = async (as: Headers) => (await send('GET', `/links?limit=1&after=${position}`, as)).json().items[0]
    expect(await listed(anna)).toMatchObject({
      linkId,
      code,
      url,
      partnerName: 'Анна',
      status: 'active',
      utm: { source: 'anna' },
      customers: 0,
      earned: [],
    })
    expect(await listed(owner)).toMatchObject({ linkId })
    expect(await listed(boris)).toBeUndefined()
    expect(await listed(stranger)).toBeUndefined()
  })

  test('is the same for the same key', async () => {
    const key = { 'idempotency-key': 'one-link', ...anna }
    const [first, again] = [await send('POST', '/links', key, direct), await send('POST', '/links', key, direct)]
    expect([again.statusCode, again.json()]).toEqual([201, first.json()])
    expect((await send('POST', '/links', key, { ...direct, title: 'Another' })).json().code).toBe('idempotency.conflict')
  })

  test('needs a target when it is direct, and a landing when it is one', async () => {
    const refused = async (changes: object) => (await send('POST', '/links', anna, { ...direct, ...changes })).json()
    expect(await refused({ targetUrl: undefined })).toMatchObject({ status: 422, errors: [{ pointer: '/targetUrl' }] })
    const script = await refused({ targetUrl: 'javascript:alert(1)' })
    expect([script.status, new Set(script.errors.map(({ pointer }: { pointer: string }) => pointer))]).toEqual([422, new Set(['/targetUrl'])])
    expect(await refused({ type: 'landing' })).toMatchObject({ status: 404, code: 'landing.not-found' })
  })

  test('is changed, switched off and on again, at once', async () => {
    const { linkId, code } = await made()
    await send('PATCH', `/links/${linkId}`, anna, { title: 'Новая', targetUrl: 'https://other.test/', utm: {} })
    expect((await visit(code)).headers.location).toMatch(/^https:\/\/other\.test\/\?kid=/)
    const off = await send('DELETE', `/links/${linkId}`, anna)
    expect((await visit(code)).statusCode).toBe(410)
    expect((await send('DELETE', `/links/${linkId}`, anna)).json()).toEqual(off.json())
    const link = (await send('GET', `/links/${linkId}?after=${off.json().position}`, anna)).json()
    expect(link).toMatchObject({ title: 'Новая', status: 'deactivated', utm: {} })
    await send('PATCH', `/links/${linkId}`, anna, { active: true })
    expect((await visit(code)).statusCode).toBe(302)
  })

  test("is not there for another partner, another tenant, or, to change it, the tenant's people", async () => {
    const { linkId, position } = await made()
    for (const as of [boris, stranger]) {
      for (const path of ['', '/embed', '/qr.png', '/qr.svg', '/clicks', '/audience']) {
        const answer = await send('GET', `/links/${linkId}${path}${path === '' ? `?after=${position}` : ''}`, as)
        expect(answer.json(), path).toMatchObject({ status: 404, code: 'link.not-found' })
      }
      expect((await send('POST', `/links/${linkId}/test`, as, {})).json().code).toBe('link.not-found')
    }
    expect((await send('PATCH', `/links/${linkId}`, boris, { title: 'Mine' })).json().code).toBe('link.not-found')
    expect((await send('DELETE', `/links/${linkId}`, boris)).json().code).toBe('link.not-found')
    expect((await send('PATCH', `/links/${linkId}`, owner, { title: 'Ours' })).json().code).toBe('role.forbidden')
  })
})

describe('its clicks', () => {
  test('are counted by day; robots apart, tests nowhere', async () => {
    const { linkId, code } = await made()
    for (const agent of [undefined, undefined, 'Googlebot/2.1 (+http://www.google.com/bot.html)'])
      expect((await visit(code, agent)).statusCode).toBe(302)
    const tested = (await send('POST', `/links/${linkId}/test`, anna, {})).json()
    expect(tested).toMatchObject({ status: 302, location: expect.stringContaining(`kid=${tested.clickId}`) })
    const after = `after=${await house.deps.head()}`
    const days = (await send('GET', `/links/${linkId}/clicks?${after}`, anna)).json().items
    expect(days).toHaveLength(30)
    expect(days[0]).toMatchObject({ clicks: 3, unique: 1, bots: 1 })
    expect(days[1]).toMatchObject({ clicks: 0, unique: 0, bots: 0 })
    const elsewhere = (await send('GET', `/links/${linkId}/clicks?tz=Pacific/Auckland&${after}`, owner)).json().items
    expect(elsewhere.reduce((sum: number, day: { clicks: number }) => sum + day.clicks, 0)).toBe(3)
    expect((await send('GET', `/links/${linkId}?${after}`, anna)).json()).toMatchObject({ clicks: 3, unique: 1, bots: 1 })
  })

  test('tell where people came from, and the newest of them', async () => {
    const { linkId, code } = await made()
    await visit(code)
    await send('POST', `/links/${linkId}/test`, owner, {})
    const audience = (await send('GET', `/links/${linkId}/audience?after=${await house.deps.head()}`, anna)).json()
    expect(audience).toMatchObject({ referers: [{ host: 't.me', clicks: 1 }], devices: [{ device: 'desktop', clicks: 1 }] })
    expect(audience.recent.map(({ kind }: { kind: string }) => kind)).toEqual(['test', 'person'])
    expect(audience.recent[1]).toMatchObject({ browser: 'Chrome', refererHost: 't.me' })
  })

  test('are asked for by a period with an end', async () => {
    const { linkId } = await made()
    const clicks = async (query: string) => (await send('GET', `/links/${linkId}/clicks?${query}`, anna)).json()
    expect((await clicks('from=2026-01-01&to=2026-01-03')).items.map(({ date }: { date: string }) => date)).toEqual(['2026-01-02', '2026-01-01'])
    for (const query of ['from=2026-01-03&to=2026-01-03', 'from=2026-01-03&to=2026-01-01', 'from=2020-01-01&to=2026-01-01'])
      expect(await clicks(query)).toMatchObject({ status: 422, code: 'period.invalid', errors: [{ pointer: '/to' }] })
    for (const [query, pointer] of [
      ['from=0001-01-01', '/from'],
      ['to=2026-02-30', '/to'],
      ['tz=Mars/Base', '/tz'],
    ])
      expect(await clicks(query ?? '')).toMatchObject({ status: 422, errors: [{ pointer }] })
  })

  test('are not tried where the link is off', async () => {
    const { linkId } = await made()
    await send('DELETE', `/links/${linkId}`, anna)
    expect((await send('POST', `/links/${linkId}/test`, anna, {})).json()).toMatchObject({ status: 410, code: 'link.deactivated' })
  })
})

describe('what a partner takes along', () => {
  test('a QR code of the address, as PNG and as SVG', async () => {
    const { linkId, url, code } = await made()
    const png = await send('GET', `/links/${linkId}/qr.png?size=256&download=1`, anna)
    expect([png.headers['content-type'], png.headers['content-disposition']]).toEqual(['image/png', `attachment; filename="${code}.png"`])
    const { width, height, data } = PNG.sync.read(png.rawPayload)
    expect([width, height]).toEqual([256, 256])
    expect(jsqr.default(new Uint8ClampedArray(data), width, height)?.data).toBe(url)
    const svg = await send('GET', `/links/${linkId}/qr.svg?margin=2`, owner)
    expect(svg.headers['content-type']).toContain('image/svg+xml')
    expect(svg.body).toMatch(/^<svg [^>]*viewBox=/)
    expect((await send('GET', `/links/${linkId}/qr.png?size=100000`, anna)).json()).toMatchObject({ status: 422, errors: [{ pointer: '/size' }] })
  })

  test('a frame with the form for a page, whose title cannot break out of it', async () => {
    const { linkId, code } = await made({ type: 'iframe', title: '"><script>alert(1)</script>' })
    const { html } = (await send('GET', `/links/${linkId}/embed`, anna)).json()
    expect(html).toContain(`<iframe src="${house.deps.config.publicUrl}/f/${code}?embed=1" title="&quot;&gt;&lt;script&gt;`)
    expect(html).not.toContain('<script>')
  })
})
