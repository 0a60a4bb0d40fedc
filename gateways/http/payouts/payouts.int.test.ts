import { accountOf, stateOf } from '@kontor/core/kernel'
import { testMeta } from '@kontor/core/kernel/testing'
import { DeactivatePartner, partners } from '@kontor/core/partners'
import { payouts } from '@kontor/core/payouts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../infra/testing/house.ts'
import { earningTenant } from '../rewards/testing.ts'
import { signedIn } from '../testing.ts'
import type { PayoutDetail, Preview } from './contract.ts'
import { minimumFor } from './minimum.ts'

type Tenant = Awaited<ReturnType<typeof earningTenant>>
type Headers = { readonly authorization: string }

let house: TestHouse
let tenant: Tenant
beforeAll(async () => {
  house = await testHouse()
  tenant = await earningTenant(house.deps, { minimum: 100_00n })
}, 60_000)
afterAll(() => house?.close())

const get = async (url: string, headers: Headers) => {
  const separator = url.includes('?') ? '&' : '?'
  return house.app.inject({ url: `/api/v1${url}${separator}after=${await house.deps.head()}`, headers })
}
const post = (url: string, headers: Headers, payload: object = {}) => house.app.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload })
const ask = (headers: Headers, rewardIds: readonly string[], comment?: string) =>
  post('/payouts', headers, { rewardIds, ...(comment && { comment }) })
const preview = async (headers: Headers, rewardIds: readonly string[]) => (await post('/payouts/preview', headers, { rewardIds })).json<Preview>()
const detail = async (payoutId: string, headers: Headers) => (await get(`/payouts/${payoutId}`, headers)).json<PayoutDetail>()
const rub = (minor: string) => ({ minor, currency: 'RUB' })

describe('a payout', () => {
  test('is asked for, approved and paid, and says what it is made of and what remains', async () => {
    const anna = await tenant.join('Анна')
    const [one, two] = [await tenant.earn(anna.partnerId, 'ООО Ромашка', 12_345_00n), await tenant.earn(anna.partnerId, 'ИП Волков', 500_00n)]
    const sent = await ask(anna.headers, [one.rewardId], 'за ноябрь')
    expect([sent.statusCode, sent.json().amount]).toEqual([201, rub('123450')])
    const { payoutId } = sent.json()
    const asked = await detail(payoutId, tenant.owner)
    expect(asked).toMatchObject({ number: 1, partnerName: 'Анна', status: 'requested', rows: 1, comment: 'за ноябрь', amount: rub('123450') })
    const line = { rewardId: one.rewardId, amount: rub('123450'), customerName: 'ООО Ромашка', dealId: one.dealId, dealNumber: null }
    expect(asked.lines).toEqual([{ ...line, base: rub('1234500'), baseWord: 'deal-amount', rate: '10' }])
    expect(asked.balanceAfter).toEqual([{ currency: 'RUB', available: '5000', held: '0', requested: '0', paid: '123450' }])
    expect((await post(`/payouts/${payoutId}/paid`, tenant.owner, { reference: '1' })).json()).toMatchObject({
      status: 409,
      code: 'payout.not-approved',
    })
    const approved = await post(`/payouts/${payoutId}/approve`, tenant.owner, { comment: 'да' })
    expect(Object.keys(approved.json())).toEqual(['position'])
    await post(`/payouts/${payoutId}/paid`, tenant.owner, { reference: '88412' })
    const paid = await detail(payoutId, anna.headers)
    expect(paid).toMatchObject({ status: 'paid', reference: '88412', decisionComment: 'да', balanceAfter: asked.balanceAfter })
    // Who decided is for the operator's people.
    expect(paid).not.toHaveProperty('decidedBy')
    expect((await get('/payouts', anna.headers)).json().items[0]).not.toHaveProperty('decidedBy')
    expect(await detail(payoutId, tenant.owner)).toHaveProperty('decidedBy')
    expect((await get(`/rewards/${one.rewardId}`, anna.headers)).json()).toMatchObject({
      status: 'paid',
      payoutId,
      payoutNumber: 1,
      reference: '88412',
    })
    expect((await get(`/rewards/${two.rewardId}`, anna.headers)).json().status).toBe('available')
  })

  test('that is declined or fails lets its rewards go into the next', async () => {
    const anna = await tenant.join('Анна')
    const { rewardId } = await tenant.earn(anna.partnerId, 'А', 2_000_00n)
    const first = (await ask(anna.headers, [rewardId])).json().payoutId
    await post(`/payouts/${first}/reject`, tenant.owner, { comment: 'нет акта' })
    const second = (await ask(anna.headers, [rewardId])).json().payoutId
    await post(`/payouts/${second}/approve`, tenant.owner)
    await post(`/payouts/${second}/failed`, tenant.owner, { reason: 'счёт закрыт' })
    expect((await ask(anna.headers, [rewardId])).statusCode).toBe(201)
    const { items } = (await get('/payouts', anna.headers)).json<{ items: PayoutDetail[] }>()
    expect(items.map(({ number, status, decisionComment, reason }) => [number, status, decisionComment ?? reason])).toEqual([
      [3, 'requested', undefined],
      [2, 'failed', 'счёт закрыт'],
      [1, 'rejected', 'нет акта'],
    ])
    expect((await get('/payouts?status=failed', tenant.owner)).json().items).toHaveLength(1)
    expect((await post(`/payouts/${first}/approve`, tenant.owner)).json()).toMatchObject({ status: 409, code: 'payout.not-requested' })
  })

  test('is not released by whoever asked for it', async () => {
    const anna = await tenant.join('Анна')
    const { rewardId } = await tenant.earn(anna.partnerId, 'А', 2_000_00n)
    const { payoutId } = (await ask(anna.headers, [rewardId])).json()
    const alsoOwner = await signedIn(house.deps, { tenantId: tenant.tenantId, role: 'owner', userId: anna.userId })
    expect((await post(`/payouts/${payoutId}/approve`, alsoOwner)).json()).toMatchObject({ status: 409, code: 'payout.four-eyes' })
    expect((await post(`/payouts/${payoutId}/approve`, tenant.owner)).statusCode).toBe(200)
  })

  test('of eight requests for the same reward at once, one wins', async () => {
    const anna = await tenant.join('Анна')
    const { rewardId } = await tenant.earn(anna.partnerId, 'А', 2_000_00n)
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(anna.headers, [rewardId])))
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1)
    const refused = answers.filter(({ statusCode }) => statusCode !== 201).map((answer) => [answer.statusCode, answer.json().code])
    expect(refused).toEqual(Array.from({ length: 7 }, () => [409, 'payout.reward-taken']))
    const account = await stateOf(house.deps, payouts, tenant.tenantId, rewardId.slice(0, 32))
    expect(account.payouts.size).toBe(1)
  })

  test('asked for again under the same key is the same', async () => {
    const anna = await tenant.join('Анна')
    const { rewardId } = await tenant.earn(anna.partnerId, 'А', 2_000_00n)
    const again = { ...anna.headers, 'idempotency-key': `payout-${rewardId.slice(0, 20)}` }
    const [first, second] = [await ask(again, [rewardId]), await ask(again, [rewardId])]
    expect([first.statusCode, second.json()]).toEqual([201, first.json()])
  })
})

describe('what may not be asked for', () => {
  test('another partner’s, and another tenant’s', async () => {
    const [anna, ilya] = [await tenant.join('Анна'), await tenant.join('Илья')]
    const { rewardId } = await tenant.earn(anna.partnerId, 'А', 2_000_00n)
    const vera = await (await earningTenant(house.deps)).join('Вера')
    for (const { headers } of [ilya, vera]) expect((await ask(headers, [rewardId])).json()).toMatchObject({ status: 404, code: 'reward.not-found' })
    const { payoutId } = (await ask(anna.headers, [rewardId])).json()
    const stranger = await signedIn(house.deps, { tenantId: house.deps.newId(), role: 'owner' })
    expect((await get(`/payouts/${payoutId}`, ilya.headers)).json()).toMatchObject({ status: 404, code: 'payout.not-found' })
    expect((await post(`/payouts/${payoutId}/approve`, stranger)).json()).toMatchObject({ status: 404, code: 'payout.not-found' })
    expect((await post(`/payouts/${payoutId}/approve`, anna.headers)).json()).toMatchObject({ status: 403, code: 'role.forbidden' })
    expect((await ask(tenant.owner, [rewardId])).json()).toMatchObject({ status: 403, code: 'role.forbidden' })
  })

  test('by a partner who was deactivated a moment ago, whose token still lives', async () => {
    const { partnerId, headers } = await tenant.join('Анна')
    const { rewardId } = await tenant.earn(partnerId, 'А', 2_000_00n)
    const meta = testMeta({ tenantId: tenant.tenantId, commandId: house.deps.newId() })
    await house.deps.execute(partners, partnerId, DeactivatePartner({ partnerId }, meta))
    // Not over HTTP, where the end of the session, which the decision brings, may be quicker.
    await expect(minimumFor(house.deps, tenant.tenantId, partnerId)).rejects.toMatchObject({ code: 'partner.not-active' })
    expect((await ask(headers, [rewardId])).statusCode).toBeGreaterThanOrEqual(400)
    expect((await stateOf(house.deps, payouts, tenant.tenantId, accountOf(rewardId))).payouts.size).toBe(0)
  })

  test('what is held, together below the minimum, or in several accounts', async () => {
    const holding = await earningTenant(house.deps, { holdDays: 30, minimum: 0n })
    const vera = await holding.join('Вера')
    const held = await holding.earn(vera.partnerId, 'А', 2_000_00n)
    expect((await ask(vera.headers, [held.rewardId])).json()).toMatchObject({ status: 422, code: 'payout.reward-not-available' })
    const told = await preview(vera.headers, [held.rewardId])
    expect(told).toMatchObject({ lines: [], payable: false, whyNot: [{ rewardId: held.rewardId, code: 'payout.reward-not-available' }] })
    expect(Date.parse(told.whyNot[0]?.until ?? '')).toBeGreaterThan(Date.now())

    const anna = await tenant.join('Анна')
    const small = await tenant.earn(anna.partnerId, 'Мало', 900_00n)
    expect((await ask(anna.headers, [small.rewardId])).json()).toMatchObject({ status: 422, code: 'payout.reward-not-available' })
    expect(await preview(anna.headers, [small.rewardId])).toMatchObject({
      amount: rub('9000'),
      minimum: rub('10000'),
      missing: rub('1000'),
      payable: false,
    })
    const elsewhere = `${'f'.repeat(32)}${'e'.repeat(32)}`
    expect((await ask(anna.headers, [small.rewardId, elsewhere])).json()).toMatchObject({ status: 422, code: 'payout.reward-not-available' })
    expect((await preview(anna.headers, [small.rewardId, elsewhere])).whyNot).toEqual([{ rewardId: elsewhere, code: 'payout.reward-not-available' }])
  })
})

test('what was paid and then given back is netted by the next payout, and alone is nothing to pay', async () => {
  const netting = await earningTenant(house.deps)
  const anna = await netting.join('Анна')
  const first = await netting.earn(anna.partnerId, 'Сделка 1017', 12_345_00n)
  const { payoutId } = (await ask(anna.headers, [first.rewardId])).json()
  await post(`/payouts/${payoutId}/approve`, netting.owner)
  await post(`/payouts/${payoutId}/paid`, netting.owner, { reference: '1' })
  await netting.refund(first, 5_000_00n)
  const { items } = (await get('/rewards?status=available', anna.headers)).json<{ items: { rewardId: string }[] }>()
  const negative = items[0]?.rewardId ?? ''
  expect((await ask(anna.headers, [negative])).json()).toMatchObject({ status: 422, code: 'payout.nothing-to-pay' })
  expect(await preview(anna.headers, [negative])).toMatchObject({ amount: rub('-50000'), payable: false })

  const second = await netting.earn(anna.partnerId, 'Сделка 1042', 89_305_00n)
  const told = await preview(anna.headers, [second.rewardId, first.rewardId])
  const lines = [
    { rewardId: second.rewardId, amount: rub('893050') },
    { rewardId: negative, amount: rub('-50000'), reverses: first.rewardId },
  ]
  expect(told).toEqual({
    ...{ amount: rub('843050'), lines, minimum: rub('0'), payable: true },
    whyNot: [{ rewardId: first.rewardId, code: 'payout.reward-taken' }],
  })
  const before = await stateOf(house.deps, payouts, netting.tenantId, negative.slice(0, 32))
  expect(before.payouts.size).toBe(1)
  const sent = (await ask(anna.headers, [second.rewardId])).json()
  expect(sent.amount).toEqual(rub('843050'))
  expect((await detail(sent.payoutId, anna.headers)).lines.map(({ rewardId, reverses }) => [rewardId, reverses])).toEqual([
    [second.rewardId, undefined],
    [negative, first.rewardId],
  ])
})
