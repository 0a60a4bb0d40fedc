import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../infra/testing/house.ts'
import { signedIn } from '../testing.ts'
import { earningTenant } from './testing.ts'

type Tenant = Awaited<ReturnType<typeof earningTenant>>
type Partner = Awaited<ReturnType<Tenant['join']>>

let house: TestHouse
let ours: Tenant
let theirs: Tenant
let anna: Partner
let ilya: Partner
beforeAll(async () => {
  house = await testHouse()
  ours = await earningTenant(house.deps)
  theirs = await earningTenant(house.deps)
  anna = await ours.join('Анна')
  ilya = await ours.join('Илья')
}, 60_000)
afterAll(() => house?.close())

type Headers = { readonly authorization: string }
const get = async (url: string, headers: Headers) => {
  const separator = url.includes('?') ? '&' : '?'
  return house.app.inject({ url: `/api/v1${url}${separator}after=${await house.deps.head()}`, headers })
}
const items = async (url: string, headers: Headers) => (await get(url, headers)).json<{ items: readonly { rewardId: string }[] }>().items

describe('rewards', () => {
  test('a partner sees the own, staff the whole tenant, another tenant nothing', async () => {
    const mine = await ours.earn(anna.partnerId, 'ООО Ромашка', 12_345_00n)
    const other = await ours.earn(ilya.partnerId, 'ИП Волков', 1_000_00n)
    const ids = async (headers: Headers) => (await items('/rewards', headers)).map(({ rewardId }) => rewardId)
    expect(await ids(anna.headers)).toEqual([mine.rewardId])
    expect(await ids(ours.owner)).toEqual([other.rewardId, mine.rewardId])
    expect(await ids(theirs.owner)).toEqual([])
    const shown = (await get(`/rewards/${mine.rewardId}`, anna.headers)).json()
    expect(shown).toMatchObject({ partnerName: 'Анна', customerName: 'ООО Ромашка', amount: { minor: '123450', currency: 'RUB' }, rate: '10' })
    expect(shown).toMatchObject({ base: { minor: '1234500' }, baseWord: 'deal-amount', termsVersion: 1, status: 'available', dealNumber: null })
    for (const url of [`/rewards/${mine.rewardId}`, `/rewards/${mine.rewardId}/explain`]) {
      expect((await get(url, ilya.headers)).json()).toMatchObject({ status: 404, code: 'reward.not-found' })
      expect((await get(url, theirs.owner)).json()).toMatchObject({ status: 404, code: 'reward.not-found' })
    }
  })

  test('they are found by day in the zone of the programme, or in one that is named', async () => {
    const [deal] = await Promise.all([ours.refer(ilya.partnerId, 'Ночной покупатель')])
    await ours.win(deal, 500_00n, '2026-03-31T21:30:00.000Z')
    const found = async (query: string) => (await items(`/rewards?q=ночной&${query}`, ours.owner)).length
    expect(await found('from=2026-04-01&to=2026-04-02')).toBe(1)
    expect(await found('from=2026-04-01&to=2026-04-02&tz=UTC')).toBe(0)
    expect(await found('from=2026-03-31&to=2026-04-01&tz=UTC')).toBe(1)
    expect((await get('/rewards?tz=Europe/Atlantis', ours.owner)).json()).toMatchObject({ status: 422, errors: [{ pointer: '/tz' }] })
  })

  test('roles that earn and decide nothing here may not ask', async () => {
    const manager = await signedIn(house.deps, { tenantId: ours.tenantId, role: 'manager' })
    for (const url of ['/rewards', '/rewards/balance'])
      expect((await get(url, manager)).json()).toMatchObject({ status: 403, code: 'role.forbidden' })
  })
})

describe('balances', () => {
  test('are summed a currency over the tenant, and of one partner for whoever asks', async () => {
    const vera = await theirs.join('Вера')
    const gleb = await theirs.join('Глеб')
    await theirs.earn(vera.partnerId, 'А', 100_00n)
    await theirs.earn(gleb.partnerId, 'Б', 200_00n)
    const balance = async (query: string, headers: Headers) => (await get(`/rewards/balance${query}`, headers)).json().items
    const rub = (available: string) => [{ currency: 'RUB', available, held: '0', requested: '0', paid: '0' }]
    expect(await balance('', theirs.owner)).toEqual(rub('3000'))
    expect(await balance(`?partnerId=${vera.partnerId}`, theirs.owner)).toEqual(rub('1000'))
    expect(await balance('', gleb.headers)).toEqual(rub('2000'))
    expect(await balance(`?partnerId=${vera.partnerId}`, gleb.headers)).toEqual([])
  })

  test('of the past know what had happened by that moment, itself included, or by the end of a day', async () => {
    const past = await earningTenant(house.deps)
    const vera = await past.join('Вера')
    for (const [name, at] of [
      ['А', '2026-02-10T20:59:59.999Z'],
      ['Б', '2026-02-10T21:00:00.000Z'],
    ] as const) {
      await past.win(await past.refer(vera.partnerId, name, [], at), 100_00n, at)
    }
    const available = async (asOf: string) =>
      (await get(`/rewards/balance?asOf=${encodeURIComponent(asOf)}`, vera.headers)).json().items[0]?.available
    expect(await available('2026-02-10T20:59:59.998Z')).toBeUndefined()
    expect(await available('2026-02-10T20:59:59.999Z')).toBe('1000')
    expect(await available('2026-02-10')).toBe('1000')
    expect(await available('2026-02-11')).toBe('2000')
    expect(await available('2026-02-11T00:00:00+03:00')).toBe('2000')
    expect((await get('/rewards/balance?asOf=yesterday', vera.headers)).json()).toMatchObject({ status: 422, errors: [{ pointer: '/asOf' }] })
  })
})
