import { deals } from '@kontor/core/deals'
import { streamOfAggregate } from '@kontor/core/kernel'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestHouse, testHouse } from '../testing/house.ts'

let house: TestHouse
let partner: string
let tenantId: string
beforeAll(async () => {
  house = await testHouse()
  const login = await house.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload: { email: 'partner@demo.test', password: 'kontor-demo-2026' } })
  partner = login.json().accessToken
  tenantId = login.json().acting.tenantId
}, 60_000)
afterAll(() => house?.close())

const until = <T>(check: () => T | Promise<T>, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 20 })
const sandbox = () => {
  if (!house.deps.sandboxBitrix24) throw new Error('this house has a sandbox')
  return house.deps.sandboxBitrix24
}

let people = 0
const bring = async (name: string) => {
  people += 1
  const payload = { name, phone: `+7 900 555-${String(1000 + people).slice(0, 2)}-${String(1000 + people).slice(2)}` }
  const answer = await house.app.inject({ method: 'POST', url: '/api/v1/customers', payload, headers: { authorization: `Bearer ${partner}` } })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ customerId: string }>().customerId
}
const dealsOf = (name: string) => sandbox().deals(name)
const typesOf = async (dealId: string) => (await house.deps.log.read(streamOfAggregate(deals, tenantId, dealId))).events.map(({ type }) => type)

test('whom a partner brings is a deal in the CRM once, and won there is won here once', async () => {
  await bring('Игорь Первый')
  const [deal] = await until(async () => {
    const found = await dealsOf('Игорь Первый')
    expect(found).toHaveLength(1)
    return found
  })
  const dealId = deal?.ORIGIN_ID ?? ''
  await until(async () => expect(await typesOf(dealId)).toEqual(expect.arrayContaining(['deals.DealPushed', 'deals.DealStageMoved'])))
  await sandbox().change(deal?.ID ?? '', { STAGE_ID: 'WON', OPPORTUNITY: '12345.00' })
  await until(async () => expect(await typesOf(dealId)).toContain('deals.DealWon'))
  const { events } = await house.deps.log.read(streamOfAggregate(deals, tenantId, dealId))
  expect(events.filter(({ type }) => type === 'deals.DealWon').map(({ data }) => data)).toMatchObject([{ amount: { minor: 1_234_500n, currency: 'RUB' } }])
})
