import { streamOfAggregate } from '@kontor/core/kernel'
import { accountIdOf, rewards } from '@kontor/core/rewards'
import { sql } from '@kontor/projections/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestHouse, testHouse } from '../../testing/house.ts'
import { seedDemo } from '../demo.ts'
import { historyOf } from './history-of.ts'

let house: TestHouse
let tenantId: string
let partnerId: string
let headers: { authorization: string }
beforeAll(async () => {
  house = await testHouse({ KONTOR_DEMO_HISTORY: '1' })
  tenantId = house.deps.derivedId('seed-demo', 'tenant')
  partnerId = house.deps.derivedId('seed-demo', 'partner')
  const payload = { email: 'owner@demo.test', password: 'kontor-demo-2026' }
  const { accessToken } = (await house.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload })).json()
  headers = { authorization: `Bearer ${accessToken}` }
}, 240_000)
afterAll(() => house?.close(), 60_000)

const get = async <T>(url: string) => (await house.app.inject({ url: `/api/v1${url}`, headers })).json<T>()
const total = async (url: string) => (await get<{ total: number }>(`${url}${url.includes('?') ? '&' : '?'}limit=1`)).total
const count = (table: string, where = sql.fragment`true`) =>
  house.stores.pools.platform.oneFirst(
    sql.type(z.object({ n: z.int() }))`select count(*)::int as n from ${sql.identifier(['kontor', table])} where ${where}`,
  )

test('the demo is as large as promised, with payouts in every state', async () => {
  expect(await total('/partners')).toBeGreaterThanOrEqual(12)
  expect(await total('/links')).toBe(60)
  expect(await total('/customers')).toBeGreaterThanOrEqual(500)
  expect(await total('/deals?status=won')).toBeGreaterThanOrEqual(150)
  for (const status of ['requested', 'approved', 'rejected', 'paid', 'failed'])
    expect(await total(`/payouts?status=${status}`), status).toBeGreaterThan(0)
  const from = new Date(Date.now() - 190 * 86_400_000).toISOString().slice(0, 10)
  const to = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const { metrics } = await get<{ metrics: { clicks: number; won: number } }>(`/overview?from=${from}&to=${to}`)
  expect(metrics.won).toBeGreaterThanOrEqual(150)
  const { items } = await get<{ items: { clicks: number }[] }>('/links?limit=200')
  expect(items.reduce((sum, { clicks }) => sum + clicks, 0)).toBeGreaterThanOrEqual(20_000)
})

type Row = {
  readonly rewardId: string
  readonly dealNumber: string
  readonly amount: { minor: string }
  readonly status: string
  readonly reverses?: string
}
const rewardsOf = async (deal: number) =>
  (await get<{ items: Row[] }>(`/rewards?partnerId=${partnerId}&q=${deal}&limit=50`)).items.filter((row) => row.dealNumber === String(deal))

test('story (a): 1,234.50 for deal 1042, from the click on, with the second partner’s earlier touch', async () => {
  const [reward] = await rewardsOf(1042)
  expect(reward).toMatchObject({ amount: { minor: '123450' }, status: 'available' })
  const { steps } = await get<{ steps: { event: string; data: { otherTouches?: unknown[] } }[] }>(`/rewards/${reward?.rewardId}/explain`)
  expect(steps[0]?.event).toBe('links.ClickRecorded')
  expect(steps.find(({ event }) => event === 'deals.CustomerAttributed')?.data.otherTouches).toHaveLength(1)
})

test('story (b): −500.00 for deal 1017 after it was paid, netted in the next request', async () => {
  const rows = await rewardsOf(1017)
  expect(rows.map(({ amount, status }) => [amount.minor, status]).toSorted()).toEqual([
    ['-50000', 'requested'],
    ['123450', 'paid'],
  ])
})

test('it leaves no work, no timer and no letter', async () => {
  expect(await count('work_items')).toBe(0)
  expect(await count('timers')).toBe(0)
  expect(await house.deps.caughtLetters?.(undefined)).toEqual([])
})

test('the CRM’s stand-in holds the same deals', async () => {
  const find = async (q: string) =>
    (await house.app.inject({ url: `/sandbox/bitrix24/deals?q=${encodeURIComponent(q)}` })).json<{ items: object[] }>().items
  expect(await find('ромашка')).toMatchObject([{ ID: '1042', STAGE_ID: 'WON', OPPORTUNITY: '12345.00' }])
  expect(await find('ИП Волков')).toMatchObject([{ ID: '1017', STAGE_ID: 'WON' }])
  expect((await find('')).length).toBeGreaterThanOrEqual(200)
})

test('told again, it is found told: nothing is written', async () => {
  const before = await house.deps.head()
  expect(await seedDemo(house.deps, historyOf(house.deps))).toBe(before)
})

test('the books are even', async () => {
  const { events } = await house.deps.log.read(streamOfAggregate(rewards, tenantId, accountIdOf(house.deps.derivedId, partnerId, 'RUB')))
  const lines = events.flatMap(({ data }) => (data as { entries?: { minor: bigint }[] }).entries ?? [])
  expect(lines.length).toBeGreaterThan(100)
  expect(lines.reduce((sum, { minor }) => sum + minor, 0n)).toBe(0n)
})
