import { customers, DismissDuplicate, deals, RecordPushFailed, ReferCustomer } from '@kontor/core/deals'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../infra/testing/house.ts'
import { earningTenant } from '../rewards/testing.ts'
import { signedIn } from '../testing.ts'
import type { Overview } from './contract.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
}, 60_000)
afterAll(() => house?.close())

type Headers = { readonly authorization: string }
const get = async (url: string, headers: Headers) => {
  const separator = url.includes('?') ? '&' : '?'
  return house.app.inject({ url: `/api/v1${url}${separator}after=${await house.deps.head()}`, headers })
}
const overview = async (query: string, headers: Headers) => (await get(`/overview${query}`, headers)).json<Overview>()

test('a tenant sees what happened in its days, beside the days before, and a partner only the own', async () => {
  const tenant = await earningTenant(house.deps)
  const [anna, ilya] = [await tenant.join('Анна'), await tenant.join('Илья')]
  const sell = async (partnerId: string, name: string, sale: bigint, at: string) => {
    const deal = await tenant.refer(partnerId, name, [], at)
    await tenant.win(deal, sale, at)
    return deal
  }
  await sell(anna.partnerId, 'Март', 100_00n, '2026-03-20T10:00:00.000Z')
  const refunded = await sell(anna.partnerId, 'Апрель', 12_345_00n, '2026-04-02T21:30:00.000Z')
  await sell(ilya.partnerId, 'ИП Волков', 20_000_00n, '2026-04-10T10:00:00.000Z')
  await tenant.refund(refunded, 5_000_00n, '2026-04-12T10:00:00.000Z')

  const april = '?from=2026-04-01&to=2026-05-01&compare=previous'
  const seen = await overview(april, tenant.owner)
  const rub = (minor: string) => [{ minor, currency: 'RUB' }]
  expect(seen.period).toEqual({ from: '2026-04-01', to: '2026-05-01', tz: 'Europe/Moscow' })
  expect(seen.metrics).toEqual({ clicks: 0, unique: 0, customers: 2, deals: 2, won: 2, wonAmount: rub('2734500'), earned: rub('273450') })
  expect([seen.previous, seen.before]).toMatchObject([
    { from: '2026-03-01', to: '2026-04-01' },
    { customers: 1, won: 1, wonAmount: rub('10000') },
  ])
  expect(seen.byDay).toHaveLength(30)
  expect(seen.byDay.filter(({ customers: brought }) => brought > 0).map(({ date }) => date)).toEqual(['2026-04-03', '2026-04-10'])
  expect(seen.owed).toEqual([{ currency: 'RUB', available: '274450', held: '0', requested: '0', paid: '0' }])
  expect(seen.partners?.map(({ name, won, amount, owed }) => [name, won, amount, owed])).toEqual([
    ['Илья', 1, rub('2000000'), rub('200000')],
    ['Анна', 1, rub('734500'), rub('74450')],
  ])
  expect(seen.activity.map(({ kind }) => kind).slice(0, 3)).toEqual(['refunded', 'reward', 'won'])

  const own = await overview(april, anna.headers)
  expect(own.metrics).toMatchObject({ customers: 1, won: 1, wonAmount: rub('734500') })
  expect([own.partners, own.needsYou]).toEqual([undefined, undefined])
  expect(new Set(own.activity.map(({ partnerName }) => partnerName))).toEqual(new Set(['Анна']))
  const stranger = await signedIn(house.deps, { tenantId: house.deps.newId(), role: 'owner' })
  expect(await overview(april, stranger)).toMatchObject({ metrics: { customers: 0, wonAmount: [] }, owed: [], partners: [], activity: [] })
})

test('days are those of the zone that is asked for', async () => {
  const tenant = await earningTenant(house.deps)
  const anna = await tenant.join('Анна')
  await tenant.win(await tenant.refer(anna.partnerId, 'Ночью', [], '2026-04-02T21:30:00.000Z'), 100_00n, '2026-04-02T21:30:00.000Z')
  const dayOf = async (tz: string) =>
    (await overview(`?from=2026-04-01&to=2026-04-05${tz && `&tz=${encodeURIComponent(tz)}`}`, tenant.owner)).byDay.find(({ won }) => won > 0)?.date
  expect(await dayOf('')).toBe('2026-04-03')
  expect(await dayOf('UTC')).toBe('2026-04-02')
  expect(await dayOf('+03:00')).toBe('2026-04-03')
})

test('an unfinished month is compared with as much of the one before', async () => {
  const tenant = await earningTenant(house.deps, { timeZone: 'UTC' })
  const anna = await tenant.join('Анна')
  const now = house.deps.now()
  const [month, previous] = [now.slice(0, 8), new Date(Date.parse(`${now.slice(0, 8)}01T00:00:00.000Z`) - 1).toISOString().slice(0, 8)]
  const elapsed = Date.parse(now) - Date.parse(`${month}01T00:00:00.000Z`)
  const then = Math.min(Date.parse(`${previous}01T00:00:00.000Z`) + elapsed, Date.parse(`${month}01T00:00:00.000Z`))
  const soonAfter = new Date(Math.min(then + 3_600_000, Date.parse(`${month}01T00:00:00.000Z`) - 1)).toISOString()
  await tenant.refer(anna.partnerId, 'Раньше', [], `${previous}01T00:00:00.000Z`)
  await tenant.refer(anna.partnerId, 'Позже', [], soonAfter)
  const { before } = await overview('?compare=previous', tenant.owner)
  expect(before?.customers).toBe(Date.parse(soonAfter) < then ? 2 : 1)
})

test('what waits for the operator is counted and summed', async () => {
  const tenant = await earningTenant(house.deps)
  const anna = await tenant.join('Анна')
  const { rewardId, customerId } = await tenant.earn(anna.partnerId, 'Первый', 500_00n)
  await house.app.inject({ method: 'POST', url: '/api/v1/payouts', headers: anna.headers, payload: { rewardIds: [rewardId] } })
  const duplicate = { partnerId: house.deps.newId(), programmeId: tenant.programmeId, source: 'manual' as const, name: 'Тот же', phone: '+7' }
  const again = house.deps.newId()
  const known = [{ customerId, partnerId: anna.partnerId }]
  await house.deps.execute(
    customers,
    again,
    ReferCustomer({ ...duplicate, customerId: again, touches: [], known, nameKeys: [], suspicious: false }, tenant.by()),
  )
  const waiting = async () => (await overview('', tenant.owner)).needsYou
  expect(await waiting()).toEqual({ applications: 0, payouts: { count: 1, amounts: [{ minor: '5000', currency: 'RUB' }] }, stuck: 0, duplicates: 1 })
  await house.deps.execute(customers, again, DismissDuplicate({ customerId: again }, tenant.by()))
  const stuck = await tenant.refer(anna.partnerId, 'Застрял')
  await house.deps.execute(deals, stuck.dealId, RecordPushFailed({ dealId: stuck.dealId, reason: 'no funnel' }, tenant.by()))
  expect(await waiting()).toMatchObject({ stuck: 1, duplicates: 0 })
  expect((await get('/badges', tenant.owner)).json()).toEqual({ applications: 0, payouts: 1, deals: 1 })
})

test.each(['from=2026-04-02&to=2026-04-02', 'from=2026-04-03&to=2026-04-02', 'from=1970-01-01&to=2026-01-01'])(
  'a period %s is refused',
  async (query) => {
    const owner = await signedIn(house.deps, { tenantId: house.deps.newId(), role: 'owner' })
    expect((await get(`/overview?${query}`, owner)).json()).toMatchObject({ status: 422, code: 'period.invalid' })
  },
)

test('partners are listed with what they have brought since the beginning', async () => {
  const tenant = await earningTenant(house.deps)
  const [anna, ilya] = [await tenant.join('Анна'), await tenant.join('Илья')]
  await tenant.earn(anna.partnerId, 'ООО Ромашка', 12_345_00n)
  const none = { links: 0, clicks: 0, customers: 0, won: 0, amount: [], reward: [], owed: [] }
  const rub = (minor: string) => [{ minor, currency: 'RUB' }]
  const brought = { ...none, customers: 1, won: 1, amount: rub('1234500'), reward: rub('123450'), owed: rub('123450') }
  const { items } = (await get('/partners', tenant.owner)).json<{ items: { partnerId: string; totals: object }[] }>()
  expect(new Map(items.map(({ partnerId, totals }) => [partnerId, totals]))).toEqual(
    new Map([
      [ilya.partnerId, none],
      [anna.partnerId, brought],
    ]),
  )
  expect((await get(`/partners/${anna.partnerId}`, tenant.owner)).json()).toMatchObject({ totals: brought })
})
