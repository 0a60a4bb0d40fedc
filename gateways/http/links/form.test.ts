import { OutcomeUnknown } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { OpenProgramme, programmes } from '@kontor/core/partners'
import { OpenTenant, tenants } from '@kontor/core/tenancy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HttpDeps, KnownLink } from '../ports.ts'
import { buildServer } from '../server.ts'
import { executeOn, memoryLog, testDeps } from '../testing.ts'

const [tenantId, programmeId, partnerId] = [id(90), id(50), id(1)]
const code = '0123456789ab'
const link = {
  ...{ status: 'active', tenantId, linkId: id(10), code, partnerId, programmeId, timeZone: 'Europe/Moscow', type: 'direct' },
  ...{ title: 'Main', targetUrl: 'https://site.test/', utm: {} },
} as const satisfies KnownLink

/** A house with one tenant, whose name is an attack, and one link. `wait` lets time pass. */
const house = async (changes: Partial<HttpDeps> = {}, known: KnownLink = link) => {
  let clock = Date.parse('2026-03-01T10:00:00.000Z')
  const memory = memoryLog()
  const execute = executeOn(memory.log)
  const meta = testMeta({ tenantId })
  await execute(tenants, tenantId, OpenTenant({ tenantId, slug: 'demo', name: 'Окна & <b>двери</b>', timeZone: 'UTC' }, meta))
  await execute(programmes, programmeId, OpenProgramme({ programmeId, slug: 'demo', name: 'Demo', currency: 'RUB', timeZone: 'Europe/Moscow' }, meta))
  const before = memory.end()
  const now = () => new Date(clock).toISOString()
  const find = async (asked: string) => (asked === code ? known : undefined)
  const app = await buildServer(testDeps({ log: memory.log, execute, now, links: { find, forget: () => {} }, ...changes }))
  const wait = (ms: number) => {
    clock += ms
  }
  const referred = () => memory.all().filter(({ type }) => type === 'deals.CustomerReferred')
  return { app, wait, referred, hasWritten: () => memory.end() > before }
}

let at: Awaited<ReturnType<typeof house>>
beforeEach(async () => {
  at = await house()
})
afterEach(() => at.app.close())

const ask = (query = '', headers: Record<string, string> = {}) => at.app.inject({ url: `/f/${code}${query}`, headers })
const hiddenOf = (page: string) =>
  Object.fromEntries([...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]))
const typed = { name: 'Иван', phone: '+7 900 123-45-67', email: '', company: '', comment: '', website: '', consent: 'on' }
type Typed = Readonly<Record<string, string>>

/** What a browser does with the button: everything in the form, hidden or not. */
const press = (fields: Typed, query = '?lang=en', headers: Record<string, string> = {}) =>
  at.app.inject({
    method: 'POST',
    url: `/f/${code}${query}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })
const fillIn = async (fields: Typed = typed, query = '?lang=en') => {
  const hidden = hiddenOf((await ask(query)).body)
  at.wait(20_000)
  return { ...hidden, ...fields }
}
const post = (body: object, headers: Record<string, string> = {}) => at.app.inject({ method: 'POST', url: `/f/${code}`, headers, payload: body })

describe('the page', () => {
  test('is small, needs no script, is not kept, and is framed by nobody', async () => {
    const { statusCode, headers, body } = await ask()
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-store'])
    expect(Buffer.byteLength(body)).toBeLessThan(20_000)
    expect(body).not.toMatch(/<script|\son\w+=|javascript:/i)
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'.*form-action 'self'.*frame-ancestors 'none'$/)
    expect(headers['x-frame-options']).toBe('DENY')
  })

  test('may be framed when an embed code asks for it, and so may what follows', async () => {
    const embedded = await ask('?embed=1')
    expect(embedded.headers['content-security-policy']).toContain('frame-ancestors *')
    expect(embedded.headers).not.toHaveProperty('x-frame-options')
    expect(embedded.body).toMatch(/action="\/f\/0123456789ab\?lang=en&amp;embed=1"/)
    const sent = await press(await fillIn(typed, '?embed=1'), '?lang=en&embed=1')
    expect(sent.headers.location).toBe(`/f/${code}/thanks?lang=en&embed=1`)
    expect((await press({}, '?embed=1')).headers['content-security-policy']).toContain('frame-ancestors *')
  })

  test('speaks the language of the browser, or the one that was chosen, and leads to the other', async () => {
    expect((await ask('', { 'accept-language': 'ru' })).body).toMatch(
      /<html lang="ru">[\s\S]*href="\/f\/0123456789ab\?lang=en" lang="en"[\s\S]*Оставьте заявку/,
    )
    expect((await ask('?lang=en', { 'accept-language': 'ru' })).body).toMatch(/<html lang="en">[\s\S]*Leave a request/)
    expect((await ask(`?lang=ru&kid=${id(5)}`)).body).toContain(`href="/f/${code}?lang=en&amp;kid=${id(5)}"`)
  })

  test('has a label for every field, an unticked box, and a name that is text alone', async () => {
    const { body } = await ask()
    const fields = [...body.matchAll(/<(?:input|textarea) id="(\w+)"/g)].map(([, name]) => name)
    expect(fields).toEqual(['name', 'phone', 'email', 'company', 'comment', 'consent'])
    for (const name of fields.filter((field) => field !== 'consent')) expect(body).toContain(`<label for="${name}">`)
    expect(body).toMatch(/<label class="consent"><input id="consent"/)
    expect(body).not.toMatch(/\schecked/)
    expect(body).toContain('Окна &amp; &lt;b&gt;двери&lt;/b&gt;')
    expect(body).not.toContain('<b>')
  })

  test('carries the click on, and nothing that is none', async () => {
    expect(hiddenOf((await ask(`?kid=${id(5)}&utm_source=x`)).body)).toHaveProperty('kid', id(5))
    expect(hiddenOf((await ask('?kid="><script>')).body)).not.toHaveProperty('kid')
    expect((await ask(`?kid=${id(5)}&kid=${id(6)}&lang=xx&embed=2`)).statusCode).toBe(200)
  })

  test.each(['nobody00hasit', 'aaaaaaaaaaaa', '%ff', 'a'.repeat(290)])('is a friendly one for the unknown code %s', async (unknown) => {
    const [page, thanks] = [await at.app.inject(`/f/${unknown}`), await at.app.inject(`/f/${unknown}/thanks`)]
    expect([page.statusCode, thanks.statusCode]).toEqual([404, 404])
  })

  test('says that a link is off', async () => {
    const off = await house({}, { ...link, status: 'deactivated' })
    const answers = [await off.app.inject(`/f/${code}`), await off.app.inject({ method: 'POST', url: `/f/${code}`, payload: {} })]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([410, 410])
    expect(answers[0]?.body).toContain('no longer works')
    expect(answers[1]?.json()).toMatchObject({ code: 'link.deactivated' })
    expect(off.hasWritten()).toBe(false)
    await off.app.close()
  })
})

describe('a browser', () => {
  test.each([
    ['true', 303],
    ['1', 303],
    ['false', 422],
    ['off', 422],
    ['', 422],
  ])('that says of the consent "%s" is answered %i', async (consent, status) => {
    const text = new URLSearchParams({ name: 'Иван', email: 'ivan@mail.test', consent }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { statusCode } = await at.app.inject({ method: 'POST', url: `/f/${code}`, headers, payload: text })
    expect([statusCode, at.hasWritten()]).toEqual([status, status === 303])
  })

  test('sends it and is told what comes next', async () => {
    const sent = await press(await fillIn())
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/f/${code}/thanks?lang=en`])
    const thanks = await at.app.inject(sent.headers.location ?? '')
    expect(thanks.body).toMatch(/Thank you[\s\S]*will contact you/)
    expect(at.referred()).toMatchObject([
      {
        data: { partnerId, programmeId, source: 'form', name: 'Иван', linkId: id(10), suspicious: false },
        meta: { tenantId, actor: { kind: 'visitor' } },
      },
    ])
  })

  test('sends the same twice and is one customer; with other words, another', async () => {
    const filled = await fillIn()
    const [first, second] = [await press(filled), await press(filled)]
    expect([first.statusCode, second.statusCode]).toEqual([303, 303])
    expect(at.referred()).toHaveLength(1)
    expect((await press({ ...filled, phone: '+7 900 765-43-21' })).statusCode).toBe(303)
    expect(at.referred()).toHaveLength(2)
    expect((await press(await fillIn({ ...typed, phone: '+7 900 111-22-33' }))).statusCode).toBe(303)
    expect(at.referred()).toHaveLength(3)
  })

  test('is told beside each field what is wrong, keeps what it typed, and stays the same rendering', async () => {
    const attack = '"><img src=x onerror=alert(1)>'
    const filled = await fillIn({ ...typed, name: '', email: `${attack}@`, company: attack, comment: `</textarea>${attack}`, consent: '' })
    const { statusCode, body } = await press(filled)
    expect(statusCode).toBe(422)
    expect(body).not.toContain('<img')
    expect(body).toContain('value="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"')
    expect(body).toContain('&lt;/textarea&gt;&quot;&gt;&lt;img')
    for (const name of ['name', 'email', 'consent']) {
      expect(body).toMatch(new RegExp(`id="${name}"[^>]* aria-invalid="true" aria-describedby="${name}-error`))
      expect(body).toMatch(new RegExp(`<p class="error" id="${name}-error">.+</p>`))
      expect(body).toContain(`<a href="#${name}">`)
    }
    expect(body).toContain('value="+7 900 123-45-67"')
    expect(hiddenOf(body)).toMatchObject({ token: filled['token'], stamp: filled['stamp'] })
    expect(at.hasWritten()).toBe(false)
  })

  test('is asked for a phone number or an e-mail', async () => {
    const { statusCode, body } = await press(await fillIn({ ...typed, phone: ' ' }))
    expect(statusCode).toBe(422)
    expect(body).toMatch(/id="phone-error">[\s\S]*id="email"/)
    const neither = await press(await fillIn({ ...typed, phone: '' }))
    expect(neither.body.match(/A phone number or an e-mail is needed/g)).toHaveLength(4)
    expect(at.hasWritten()).toBe(false)
  })

  test.each([
    ['a field that only a robot sees', { website: 'https://spam.test' }, 20_000],
    ['no time to read it', {}, 1_000],
    ['a time that was not ours', { stamp: 'zzz.0000' }, 20_000],
    ['no time at all', { stamp: '' }, 20_000],
  ])('is marked for %s, and served all the same', async (_why, changes, ms) => {
    const hidden = hiddenOf((await ask()).body)
    at.wait(ms)
    expect((await press({ ...hidden, ...typed, ...changes })).statusCode).toBe(303)
    expect(at.referred()).toMatchObject([{ data: { suspicious: true } }])
  })

  test('loses nothing of what it typed while the store is away', async () => {
    await at.app.close()
    let away = false
    const memory = memoryLog(() => {
      if (away) throw new OutcomeUnknown('silent')
    })
    const execute = executeOn(memory.log)
    at = await house({ execute })
    const filled = await fillIn()
    away = true
    const { statusCode, headers, body } = await press(filled)
    expect([statusCode, headers['retry-after']]).toEqual([503, '1'])
    expect(body).toMatch(/role="alert"[\s\S]*value="Иван"[\s\S]*value="\+7 900 123-45-67"/)
    away = false
    expect((await press(filled)).statusCode).toBe(303)
  })

  test.each([
    ['a NUL', { comment: 'a\0b' }],
    ['a field nobody asked for', { isAdmin: 'true' }],
    ['__proto__', JSON.parse('{"__proto__":"x"}') as Typed],
    ['constructor', { constructor: 'x' }],
    ['endless words', { comment: 'x'.repeat(3000) }],
  ])('is refused with %s, and nothing is written', async (_what, changes) => {
    expect((await press({ ...(await fillIn()), ...changes })).statusCode).toBe(422)
    expect(at.hasWritten()).toBe(false)
  })

  test('is asked to wait after sixty in a minute', async () => {
    for (let n = 0; n < 60; n++) await press({})
    const { statusCode, headers, body } = await press(typed)
    expect([statusCode, Number(headers['retry-after']) > 0]).toEqual([429, true])
    expect(body).toContain('Too many requests')
    expect((await ask()).statusCode).toBe(200)
  })
})

describe('a program', () => {
  const request = { name: 'Иван', email: 'IVAN@mail.test', consent: true }

  test('sends JSON and is told whom it made; with a key, once', async () => {
    const sent = await post(request, { 'idempotency-key': 'k1' })
    expect(sent.statusCode).toBe(201)
    const [customer] = at.referred()
    expect(sent.json()).toEqual({ customerId: Object(customer?.data).customerId, position: expect.stringMatching(/^\d+$/) })
    expect((await post(request, { 'idempotency-key': 'k1' })).json()).toEqual(sent.json())
    expect((await post({ ...request, name: 'Other' }, { 'idempotency-key': 'k1' })).json().code).toBe('idempotency.conflict')
    expect(at.referred()).toMatchObject([{ data: { email: 'ivan@mail.test', suspicious: false } }])
  })

  test.each([
    ['no consent', { ...request, consent: undefined }, '/consent'],
    ['consent denied', { ...request, consent: false }, '/consent'],
    ['no name', { ...request, name: undefined }, '/name'],
    ['no e-mail', { ...request, email: 'ivan' }, '/email'],
    ['neither phone nor e-mail', { ...request, email: undefined }, '/phone'],
    ['a click that is none', { ...request, kid: 'x' }, '/kid'],
    ['what only pages send', { ...request, website: '' }, '/website'],
    ['an unknown field', { ...request, tenantId }, '/tenantId'],
    ['a NUL', { ...request, comment: 'a\0b' }, '/comment'],
    ['a list', [], ''],
  ])('is refused with %s, by pointers, and nothing is written', async (_what, body, pointer) => {
    const { statusCode, headers, ...answer } = await post(body)
    expect([statusCode, headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8'])
    expect(answer.json().errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
    expect(at.hasWritten()).toBe(false)
  })

  test('is refused what is no JSON, too long, or of another kind', async () => {
    const send = (payload: string, type = 'application/json') =>
      at.app.inject({ method: 'POST', url: `/f/${code}`, headers: { 'content-type': type }, payload })
    expect((await send('{"a":')).json()).toMatchObject({ status: 400, code: 'request.malformed' })
    expect((await send(JSON.stringify({ a: 'x'.repeat(70_000) }))).json()).toMatchObject({ status: 413 })
    expect((await send('<a/>', 'text/xml')).json()).toMatchObject({ status: 415 })
    expect((await send('{"__proto__":{}}')).json()).toMatchObject({ status: 422, errors: [{ pointer: '/__proto__' }] })
    expect(at.hasWritten()).toBe(false)
  })
})
