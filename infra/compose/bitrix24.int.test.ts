import { deals } from '@kontor/core/deals'
import { streamOfAggregate } from '@kontor/core/kernel'
import type { Bitrix24Faults, SandboxDeal } from '@kontor/gateways/http'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { withSession } from '../postgres/session.ts'
import { type TestHouse, testHouse } from '../testing/house.ts'

let house: TestHouse
let partner: string
let owner: string
let tenantId: string
let token: string

const signIn = async (role: string) => {
  const payload = { email: `${role}@demo.test`, password: 'kontor-demo-2026' }
  return (await house.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload })).json()
}
const as = (token: string) => ({ authorization: `Bearer ${token}` })
beforeAll(async () => {
  house = await testHouse()
  const login = await signIn('partner')
  partner = login.accessToken
  tenantId = login.acting.tenantId
  owner = (await signIn('owner')).accessToken
  token = await overhearToken()
}, 60_000)
afterAll(() => house?.close())

const until = <T>(check: () => T | Promise<T>, timeout = 15_000) => vi.waitFor(check, { timeout, interval: 20 })
const sandbox = () => {
  if (!house.deps.sandboxBitrix24) throw new Error('this house has a sandbox')
  return house.deps.sandboxBitrix24
}
/** The stand-in shows its token to nobody, so it is heard where the portal says it. */
const overhearToken = async () => {
  const heard = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())
  const at = '2026-01-01T00:00:00.000Z'
  const stranger = {
    id: 1,
    title: 'Чужая',
    stageId: 'NEW',
    opportunity: 0n,
    currency: 'RUB',
    originId: 'x',
    name: 'Чужой',
    phone: '+7',
    createdAt: at,
    updatedAt: at,
  }
  await sandbox().seed(tenantId, [stranger])
  await sandbox().change('1', {})
  const body = await until(() => (heard.mock.calls[0]?.[1]?.body as URLSearchParams | undefined) ?? Promise.reject(new Error('nothing was said yet')))
  heard.mockRestore()
  return body.get('auth[application_token]') ?? ''
}
const hookUrl = (of = tenantId) => `/hooks/bitrix24/${house.deps.bitrix24.endpointOf(of)}`
const off: Bitrix24Faults = { double: false, late: false, lose: false, busy: false, overTime: false, silent: false }
afterEach(() => sandbox().setFaults(off))

let people = 1000
const bring = async (name: string) => {
  people += 1
  const payload = { name, phone: `+7 900 555-${people}` }
  const answer = await house.app.inject({ method: 'POST', url: '/api/v1/customers', payload, headers: as(partner) })
  expect(answer.statusCode, answer.body).toBe(201)
}
const eventsOf = async ({ ORIGIN_ID }: SandboxDeal) => (await house.deps.log.read(streamOfAggregate(deals, tenantId, ORIGIN_ID))).events
const typesOf = async (deal: SandboxDeal) => (await eventsOf(deal)).map(({ type }) => type)
const count = (types: readonly string[], type: string) => types.filter((one) => one === type).length

/** Waits until the deal is in the portal and known to be. */
const pushed = (name: string): Promise<SandboxDeal> =>
  until(async () => {
    const [deal, ...more] = await sandbox().deals(name)
    expect(more).toEqual([])
    if (!deal) throw new Error(`${name} is not in the portal yet`)
    expect(await typesOf(deal)).toContain('deals.DealPushed')
    return deal
  })
const followed = (deal: SandboxDeal, type: string) => until(async () => expect(await typesOf(deal)).toContain(type))
const win = async (deal: SandboxDeal, OPPORTUNITY: string) => {
  await sandbox().change(deal.ID, { STAGE_ID: 'WON', OPPORTUNITY })
  await followed(deal, 'deals.DealWon')
}
/** Nothing of this gateway waits any more, so what has happened is all that will. */
const idle = () =>
  until(async () => {
    const { waiting } = await house.deps.bitrix24.health(tenantId)
    expect(waiting).toBe(0)
  })
const askSoon = () => withSession(house.adminUrl, (session) => session.query('update kontor.crm_polls set next_at = now()'))

test('whom a partner brings is a deal in the CRM once; won, amended, lost and opened there is so here', async () => {
  await bring('Игорь Первый')
  const deal = await pushed('Игорь Первый')
  expect(deal).toMatchObject({ ORIGINATOR_ID: 'kontor', STAGE_ID: 'NEW', CONTACT_ID: expect.stringMatching(/^[1-9]/) })
  await win(deal, '12345.00')
  expect((await eventsOf(deal)).find(({ type }) => type === 'deals.DealWon')?.data).toMatchObject({ amount: { minor: 1_234_500n, currency: 'RUB' } })
  await sandbox().change(deal.ID, { OPPORTUNITY: '999.90' })
  await followed(deal, 'deals.DealAmended')
  await sandbox().change(deal.ID, { STAGE_ID: 'APOLOGY' })
  await followed(deal, 'deals.DealLost')
  await sandbox().change(deal.ID, { STAGE_ID: 'EXECUTING' })
  await followed(deal, 'deals.DealReopened')
  await idle()
  const events = await eventsOf(deal)
  expect(count(await typesOf(deal), 'deals.DealWon')).toBe(1)
  expect(events.find(({ type }) => type === 'deals.DealAmended')?.data).toMatchObject({ amount: { minor: 99_990n } })
  for (const { meta } of events) expect(Date.parse(meta.occurredAt)).toBeLessThanOrEqual(Date.parse(meta.recordedAt))
})

test('an answer that was lost makes no second deal', async () => {
  await sandbox().setFaults({ silent: true })
  await bring('Анна Молчание')
  const deal = await pushed('Анна Молчание')
  await win(deal, '10.00')
  await idle()
  expect(await sandbox().deals('Анна Молчание')).toHaveLength(1)
  expect(count(await typesOf(deal), 'deals.DealPushed')).toBe(1)
})

test.each(['busy', 'overTime'] as const)('a portal that is %s gets the deal once it is not', async (fault) => {
  await sandbox().setFaults({ [fault]: true })
  const name = `Борис ${fault}`
  await bring(name)
  await until(async () => {
    const { lastProblem } = await house.deps.bitrix24.health(tenantId)
    expect(lastProblem).toMatch(fault === 'busy' ? /QUERY_LIMIT_EXCEEDED/ : /OPERATION_TIME_LIMIT/)
  })
  const { rows } = await withSession(house.adminUrl, (session) =>
    session.query(`select attempts from kontor.work_items where gateway = 'bitrix24' and state = 'ready' and reason is not null`),
  )
  for (const { attempts } of rows) expect(attempts).toBe(0)
  await sandbox().setFaults(off)
  await pushed(name)
})

test('events that come twice and late win once', async () => {
  await bring('Вера Дважды')
  const deal = await pushed('Вера Дважды')
  await sandbox().setFaults({ double: true, late: true })
  await win(deal, '100.00')
  await idle()
  expect(count(await typesOf(deal), 'deals.DealWon')).toBe(1)
})

test('what was never told is found by looking', async () => {
  await bring('Глеб Пропажа')
  const deal = await pushed('Глеб Пропажа')
  await sandbox().setFaults({ lose: true })
  await sandbox().change(deal.ID, { STAGE_ID: 'WON', OPPORTUNITY: '55.50' })
  await askSoon()
  await followed(deal, 'deals.DealWon')
  await askSoon()
  await until(async () => expect((await house.deps.bitrix24.health(tenantId)).lastPollAt).not.toBeNull())
  expect(count(await typesOf(deal), 'deals.DealWon')).toBe(1)
})

test('200 equal notices at once are few reads and one sale', async () => {
  await bring('Дарья Толпа')
  const deal = await pushed('Дарья Толпа')
  await idle()
  await sandbox().setFaults({ lose: true })
  await sandbox().change(deal.ID, { STAGE_ID: 'WON', OPPORTUNITY: '200.00' })
  const body = new URLSearchParams({
    event: 'ONCRMDEALUPDATE',
    'data[FIELDS][ID]': deal.ID,
    ts: '1800000000',
    'auth[application_token]': token,
  })
  const request = {
    method: 'POST',
    url: hookUrl(),
    payload: body.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  } as const
  const answers = await Promise.all(Array.from({ length: 200 }, () => house.app.inject(request)))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  await followed(deal, 'deals.DealWon')
  await idle()
  const stream = `notices-${tenantId}.${house.deps.derivedId('notice', `ONCRMDEALUPDATE.${deal.ID}.1800000000`)}`
  const reads = await withSession(house.adminUrl, (session) => session.query('select from kontor.work_items where stream = $1', [stream]))
  expect(reads.rowCount).toBeGreaterThan(0)
  expect(reads.rowCount).toBeLessThanOrEqual(4)
  expect(count(await typesOf(deal), 'deals.DealWon')).toBe(1)
}, 30_000)

test('a token that is absent, wrong or another tenant’s leaves no trace', async () => {
  await idle()
  const before = await house.deps.head()
  const send = (url: string, said?: string) => {
    const form = {
      event: 'ONCRMDEALUPDATE',
      'data[FIELDS][ID]': '1',
      ts: '1800000001',
      ...(token !== undefined && { 'auth[application_token]': said }),
    }
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return house.app.inject({ method: 'POST', url, payload: new URLSearchParams(form).toString(), headers })
  }
  const other = 'f'.repeat(32)
  for (const wrong of [
    await send(hookUrl()),
    await send(hookUrl(), ''),
    await send(hookUrl(), `${token.slice(0, -1)}x`),
    await send(hookUrl(other), token),
  ])
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'hook.token-invalid'])
  const unknown = await send(`/hooks/bitrix24/${tenantId}${'0'.repeat(32)}`, token)
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'hook.not-found'])
  expect(await house.deps.head()).toBe(before)
})

test('an owner sees the connection, chooses from the portal and disconnects', async () => {
  const ask = async (path: string) => (await house.app.inject({ url: `/api/v1/integrations/bitrix24${path}`, headers: as(owner) })).json()
  expect(await ask('')).toMatchObject({ connected: true, portal: 'sandbox', funnelId: 0, hasToken: true, sandbox: true })
  expect((await ask('/funnels')).items).toEqual([
    { id: 0, name: 'Общая' },
    { id: 1, name: 'Опт' },
  ])
  expect((await ask('/stages?funnelId=1')).items).toContainEqual({ id: 'C1:WON', name: 'Сделка успешна', semantics: 'S' })
  expect((await ask('/lead-statuses')).items).toContainEqual({ id: 'JUNK', name: 'Некачественный лид', semantics: 'F' })
  expect((await ask('/fields')).items).toContainEqual({ name: 'OPPORTUNITY', title: 'Сумма', type: 'double' })
  const change = (payload: object) => house.app.inject({ method: 'PUT', url: '/api/v1/integrations/bitrix24', payload, headers: as(owner) })
  const tested = await house.app.inject({ method: 'POST', url: '/api/v1/integrations/bitrix24/test', payload: {}, headers: as(owner) })
  expect(tested.json()).toEqual({ ok: true })
  const secret = 'https://shop.bitrix24.test/rest/1/abcdef0123456789/'
  expect((await change({ webhookUrl: secret, applicationToken: 'their-own-token' })).json()).toMatchObject({
    endpointUrl: `${house.url}${hookUrl()}`,
  })
  expect(await ask('')).toMatchObject({ portal: 'shop.bitrix24.test', hasToken: true })
  const crm = await house.deps.log.read(`crms-${tenantId}.${tenantId}`)
  expect(JSON.stringify(crm.events.map(({ data }) => data))).not.toMatch(/abcdef0123456789|their-own-token/)
  expect((await ask('/funnels')).code).toBe('crm.unavailable')
  await change({ enabled: false })
  expect(await ask('')).toMatchObject({ connected: false, portal: null })
  expect((await ask('/funnels')).code).toBe('crm.not-connected')
  expect((await change({ portal: 'sandbox' })).statusCode).toBe(200)
  // A token that an owner has told is good with the stand-in too, beside the stand-in's own.
  const told = async (said: string) => {
    const payload = new URLSearchParams({ event: 'ONCRMCONTACTADD', 'auth[application_token]': said }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return (await house.app.inject({ method: 'POST', url: hookUrl(), payload, headers })).statusCode
  }
  expect([await told('their-own-token'), await told(token), await told('another-token-of-8')]).toEqual([200, 200, 401])
})
