import { OpenTenant, tenants } from '@kontor/core/tenancy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../infra/testing/house.ts'
import { metaOf } from '../plugins/meta.ts'
import { signedIn } from '../testing.ts'

let house: Awaited<ReturnType<typeof testHouse>>
let owner: { authorization: string }
let stranger: { authorization: string }
const password = 'correct horse battery staple'

beforeAll(async () => {
  house = await testHouse()
  const login = await send('POST', '/auth/login', {}, { email: 'owner@demo.test', password: 'kontor-demo-2026' })
  owner = { authorization: `Bearer ${login.json().accessToken}` }
  const tenantId = house.deps.newId()
  const request = { id: tenantId, method: 'POST', headers: {}, params: {}, body: {}, routeOptions: { url: 'test', config: {} } }
  const meta = { ...metaOf(request as never, house.deps), tenantId }
  await house.deps.execute(tenants, tenantId, OpenTenant({ tenantId, slug: 'other', name: 'Other', timeZone: 'UTC' }, meta))
  stranger = await signedIn(house.deps, { tenantId, role: 'owner' })
}, 60_000)
afterAll(() => house?.close())

const send = (method: 'GET' | 'POST' | 'PUT', url: string, headers: Record<string, string> = {}, payload?: object) =>
  house.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
const applicant = (email: string, changes: object = {}) => ({ programme: 'demo', email, password, name: 'Анна Петрова', consent: true, ...changes })
const apply = (email: string, changes: object = {}, headers: Record<string, string> = {}) =>
  send('POST', '/partners/applications', headers, applicant(email, changes))
const applied = async (email: string, changes: object = {}) => (await apply(email, changes)).json<{ partnerId: string; position: string }>()

test('an applicant waits, is approved, and both are seen by whoever asks after it', async () => {
  const sent = await apply('anna@mail.test', { company: 'Ромашка' })
  expect([sent.statusCode, sent.json().status]).toEqual([202, 'pending'])
  const { partnerId, position } = sent.json()
  const pending = await send('GET', `/partners?status=pending&after=${position}`, owner)
  expect(pending.json().items[0]).toMatchObject({ partnerId, name: 'Анна Петрова', company: 'Ромашка', email: 'anna@mail.test', totals: {} })
  const approved = await send('POST', `/partners/${partnerId}/approve`, owner)
  expect(Object.keys(approved.json())).toEqual(['position'])
  const now = await send('GET', `/partners/${partnerId}?after=${approved.json().position}`, owner)
  expect(now.json()).toMatchObject({ status: 'active', decidedBy: expect.any(String) })
})

test('the waiting room opens with the ticket of the sign-in, and shows the reason of a refusal', async () => {
  const { partnerId, position } = await applied('boris@mail.test')
  const login = await send('POST', '/auth/login', {}, { email: 'boris@mail.test', password })
  expect(login.json()).toMatchObject({ status: 403, code: 'partner.pending' })
  const ticket = { authorization: `Bearer ${login.json().ticket}` }
  const waiting = await send('GET', `/partners/applications/mine?after=${position}`, ticket)
  expect(waiting.json()).toMatchObject({ partnerId, status: 'pending', programme: { slug: 'demo' }, tenant: { slug: 'demo', name: 'Demo' } })
  const rejected = await send('POST', `/partners/${partnerId}/reject`, owner, { reason: 'Нет сайта' })
  const told = await send('GET', `/partners/applications/mine?after=${rejected.json().position}`, ticket)
  expect(told.json()).toMatchObject({ status: 'rejected', reason: 'Нет сайта' })
  expect((await send('GET', '/partners', ticket)).statusCode).toBe(401)
})

test('a partner sees the own page and no list', async () => {
  const { partnerId } = await applied('vera@mail.test')
  await send('POST', `/partners/${partnerId}/approve`, owner)
  const terms = await send('PUT', `/partners/${partnerId}/terms`, owner, { percent: '12.5' })
  const login = await send('POST', '/auth/login', {}, { email: 'vera@mail.test', password })
  const vera = { authorization: `Bearer ${login.json().accessToken}` }
  const me = await send('GET', `/partners/me?after=${terms.json().position}`, vera)
  expect(me.json()).toMatchObject({ partnerId, percent: '12.5', programme: { slug: 'demo', currency: 'RUB' }, terms: { percent: '10' } })
  expect((await send('GET', '/partners', vera)).json().code).toBe('role.forbidden')
  expect((await send('GET', '/badges', vera)).json()).toEqual({})
})

test('the same key answers the same; another request under it conflicts', async () => {
  const key = { 'idempotency-key': 'a-key-of-mine' }
  const first = await apply('gleb@mail.test', {}, key)
  const again = await apply('gleb@mail.test', {}, key)
  expect([again.statusCode, again.json()]).toEqual([202, first.json()])
  expect((await apply('gleb@mail.test', { name: 'Другое имя' }, key)).json()).toMatchObject({ status: 409, code: 'idempotency.conflict' })
  expect((await apply('gleb@mail.test')).json()).toMatchObject({ status: 409, code: 'partner.exists' })
})

test('a password that is easy to guess is refused where it stands', async () => {
  expect((await apply('dina@mail.test', { password: 'qwertyuiop123' })).json()).toMatchObject({
    status: 422,
    code: 'password.listed',
    errors: [{ pointer: '/password' }],
  })
})

test("another tenant's partner is not there", async () => {
  const { partnerId, position } = await applied('egor@mail.test')
  expect((await send('GET', `/partners/${partnerId}?after=${position}`, stranger)).json()).toMatchObject({ status: 404, code: 'partner.not-found' })
  expect((await send('POST', `/partners/${partnerId}/approve`, stranger)).json()).toMatchObject({ status: 404, code: 'partner.not-found' })
  expect((await send('GET', `/partners?after=${position}`, stranger)).json()).toMatchObject({ items: [], total: 0 })
  expect((await send('GET', `/badges?after=${position}`, stranger)).json()).toEqual({ applications: 0, payouts: 0, deals: 0 })
})

test('a list is read page by page, and nobody makes up a cursor', async () => {
  for (const n of [1, 2, 3]) await applied(`page${n}@paged.test`)
  const { position } = await applied('page4@paged.test')
  const first = (await send('GET', `/partners?q=PAGED.test&limit=3&after=${position}`, owner)).json()
  expect([first.items.length, first.total]).toEqual([3, 4])
  const second = (await send('GET', `/partners?q=PAGED.test&limit=3&cursor=${first.nextCursor}`, owner)).json()
  expect(second.items.map(({ email }: { email: string }) => email)).toEqual(['page1@paged.test'])
  expect(second.nextCursor).toBeUndefined()
  const forged = Buffer.from(JSON.stringify(['2026-01-01T00:00:00Z', 'f'.repeat(32)])).toString('base64url')
  expect((await send('GET', `/partners?cursor=${forged}.AAAA`, owner)).json().code).toBe('cursor.invalid')
})

test('a programme is opened, given terms, and known to the public; its slug is the only one', async () => {
  const opened = await send('POST', '/programmes', owner, { slug: 'autumn', name: 'Осень', currency: 'EUR', timeZone: 'Europe/Berlin' })
  const { programmeId } = opened.json()
  expect(opened.statusCode).toBe(201)
  const terms = { percent: '7.5', holdDays: 14, minimumPayout: { minor: '5000', currency: 'EUR' } }
  const published = await send('POST', `/programmes/${programmeId}/terms`, owner, terms)
  expect(published.statusCode).toBe(201)
  const listed = (await send('GET', `/programmes?after=${published.json().position}`, owner)).json()
  expect(listed.items[0]).toMatchObject({ programmeId, slug: 'autumn', terms: { version: 1, ...terms } })
  expect((await send('GET', '/programmes/by-slug/autumn')).json()).toMatchObject({
    name: 'Осень',
    tenantName: 'Demo',
    terms: { version: 1, ...terms },
  })
  const copy = await send('POST', '/programmes', stranger, { slug: 'autumn', name: 'Copy', currency: 'EUR', timeZone: 'UTC' })
  expect(copy.json()).toMatchObject({ status: 409, code: 'programme.exists' })
  const wrong = await send('POST', `/programmes/${programmeId}/terms`, owner, { ...terms, minimumPayout: { minor: '1', currency: 'RUB' } })
  expect(wrong.json()).toMatchObject({ status: 422, code: 'terms.other-currency' })
})

test('the first steps tick themselves', async () => {
  const { items } = (await send('GET', '/checklist', owner)).json()
  expect(items).toContainEqual({ step: 'terms-published', doneAt: expect.any(String) })
})

test('a view that is not there in time says so', async () => {
  expect((await send('GET', '/partners?after=18446744073709551615', owner)).json()).toMatchObject({ status: 504, code: 'view.late' })
})
