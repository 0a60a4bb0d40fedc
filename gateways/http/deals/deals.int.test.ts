import { deals, OpenDeal, RecordPushed, RecordPushFailed } from '@kontor/core/deals'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { testHouse } from '../../../infra/testing/house.ts'
import { type Headers, shopIn } from './testing.ts'

let house: Awaited<ReturnType<typeof testHouse>>
let shop: Awaited<ReturnType<typeof shopIn>>
beforeAll(async () => {
  house = await testHouse()
  shop = await shopIn(house)
}, 60_000)
afterAll(() => house?.close())

const send = (...asked: Parameters<typeof shop.send>) => shop.send(...asked)
const rub = (minor: string) => ({ minor, currency: 'RUB' })
const newDeal = async (email: string) => {
  const { customerId } = await shop.referred(shop.anna.as, { name: `Customer ${email}`, email })
  const { dealId } = await shop.dealOf(customerId)
  return { customerId, dealId }
}
const order = async (dealId: string, command: string, body: object, headers: Headers = {}) =>
  (await send('POST', `/deals/${dealId}/${command}`, { ...shop.owner, ...headers }, body)).json()
const shown = async (dealId: string, position: string, as = shop.owner) => (await send('GET', `/deals/${dealId}?after=${position}`, as)).json()

describe('a deal without a CRM', () => {
  test('is won, earns its reward, and is given back in part', async () => {
    const { customerId, dealId } = await newDeal('won@mail.test')
    const { position } = await order(dealId, 'win', { amount: rub('1234500') })
    expect(await shown(dealId, position)).toMatchObject({
      status: 'won',
      amount: rub('1234500'),
      refunded: null,
      wonAt: expect.any(String),
      number: null,
    })
    expect(await order(dealId, 'win', { amount: rub('1234500') })).toEqual({ position })
    expect(await order(dealId, 'win', { amount: rub('1') })).toMatchObject({ status: 409, code: 'deal.not-open' })
    expect(await order(dealId, 'lose', { reason: 'Too late' })).toMatchObject({ status: 409, code: 'deal.not-open' })
    await vi.waitFor(async () => {
      const customer = (await send('GET', `/customers/${customerId}`, shop.anna.as)).json()
      expect(customer.reward).toMatchObject({ amount: rub('123450'), status: 'available' })
    }, 10_000)

    expect(await order(dealId, 'refund', { amount: rub('1234501'), externalId: 'r-0' })).toMatchObject({ status: 422, code: 'refund.exceeds-deal' })
    const refunded = await order(dealId, 'refund', { amount: rub('500000'), externalId: 'r-1' })
    expect(await shown(dealId, refunded.position)).toMatchObject({ status: 'won', refunded: rub('500000') })
    expect(await order(dealId, 'refund', { amount: rub('500000'), externalId: 'r-1' })).toEqual(refunded)
    expect(await order(dealId, 'refund', { amount: rub('1'), externalId: 'r-1' })).toMatchObject({ status: 409, code: 'refund.conflict' })
    await vi.waitFor(async () => expect((await shown(dealId, refunded.position)).reward).toMatchObject({ amount: rub('73450') }), 10_000)
  })

  test('is lost for a reason, and then neither won nor refunded', async () => {
    const { dealId } = await newDeal('lost@mail.test')
    const { position } = await order(dealId, 'lose', { reason: 'Купили в другом месте' })
    expect(await shown(dealId, position, shop.anna.as)).toMatchObject({ status: 'lost', lostReason: 'Купили в другом месте', amount: null })
    expect(await order(dealId, 'win', { amount: rub('1') })).toMatchObject({ status: 409, code: 'deal.not-open' })
    expect(await order(dealId, 'refund', { amount: rub('1'), externalId: 'r' })).toMatchObject({ status: 409, code: 'deal.not-won' })
  })

  test('is not pushed anywhere', async () => {
    const { dealId } = await newDeal('here@mail.test')
    expect(await order(dealId, 'push', {})).toMatchObject({ status: 409, code: 'deal.not-in-crm' })
  })

  test('answers a repeat under its key, and refuses another request under it', async () => {
    const { dealId } = await newDeal('key@mail.test')
    const key = { 'idempotency-key': 'win-once' }
    const first = await order(dealId, 'win', { amount: rub('100') }, key)
    expect(await order(dealId, 'win', { amount: rub('100') }, key)).toEqual(first)
    expect(await order(dealId, 'win', { amount: rub('200') }, key)).toMatchObject({ status: 409, code: 'idempotency.conflict' })
  })

  test('tells its own facts, newest first, to whoever may see it', async () => {
    const { dealId, customerId } = await newDeal('facts@mail.test')
    await order(dealId, 'win', { amount: rub('100') })
    const history = (as: Headers) => send('GET', `/deals/${dealId}/history`, as)
    for (const as of [shop.owner, shop.anna.as]) {
      const { items } = (await history(as)).json()
      expect(items.map(({ type }: { type: string }) => type)).toEqual(['deals.DealWon', 'deals.DealOpened'])
      expect(items[0]).toMatchObject({
        occurredAt: expect.any(String),
        recordedAt: expect.any(String),
        data: { dealId, customerId, amount: rub('100') },
      })
    }
    for (const nobody of [shop.boris.as, shop.stranger]) expect((await history(nobody)).json()).toMatchObject({ status: 404, code: 'deal.not-found' })
  })
})

test("is nobody else's: another partner's and another tenant's deals are not there, and a partner closes none", async () => {
  const { boris, stranger, anna } = shop
  const { dealId } = await newDeal('mine@mail.test')
  for (const nobody of [boris.as, stranger]) {
    expect((await send('GET', `/deals/${dealId}`, nobody)).json()).toMatchObject({ status: 404, code: 'deal.not-found' })
    expect((await send('GET', '/deals?q=mine', nobody)).json()).toMatchObject({ items: [], total: 0 })
  }
  for (const [command, body] of [
    ['win', { amount: rub('1') }],
    ['lose', { reason: 'x' }],
    ['refund', { amount: rub('1'), externalId: 'r' }],
    ['push', {}],
  ] as const) {
    expect((await send('POST', `/deals/${dealId}/${command}`, anna.as, body)).json().code).toBe('role.forbidden')
    expect((await send('POST', `/deals/${dealId}/${command}`, stranger, body)).json()).toMatchObject({ status: 404, code: 'deal.not-found' })
  }
})

describe('a deal in a CRM', () => {
  const inCrm = async (email: string) => {
    const { deps, tenantId, programmeId, anna, meta } = shop
    const { customerId } = await newDeal(email)
    const dealId = deps.newId()
    const opening = { dealId, customerId, partnerId: anna.partnerId, programmeId, crm: 'bitrix24' as const }
    await deps.execute(deals, dealId, OpenDeal(opening, meta(tenantId)))
    return dealId
  }

  test('is closed there and not here', async () => {
    const dealId = await inCrm('crm@mail.test')
    expect(await order(dealId, 'win', { amount: rub('1') })).toMatchObject({ status: 409, code: 'deal.in-crm' })
    expect(await order(dealId, 'lose', { reason: 'x' })).toMatchObject({ status: 409, code: 'deal.in-crm' })
  })

  test('is stuck in the words of the CRM, which are the operator’s to read, and pushed once more', async () => {
    const { deps, tenantId, meta, anna, owner } = shop
    const dealId = await inCrm('stuck@mail.test')
    const reason = 'Access denied'
    const { position } = await deps.execute(deals, dealId, RecordPushFailed({ dealId, reason }, meta(tenantId)))
    const stuck = (await send('GET', `/deals?stuck=true&after=${position}`, owner)).json().items
    expect(stuck.find((item: { dealId: string }) => item.dealId === dealId)).toMatchObject({ crm: { state: 'failed', reason } })
    expect((await shown(dealId, position, anna.as)).crm).toEqual({ state: 'failed' })
    await order(dealId, 'push', {})
    const facts = async (as: Headers) => (await send('GET', `/deals/${dealId}/history`, as)).json().items as { type: string; data: object }[]
    expect((await facts(owner)).map(({ type }) => type)).toContain('deals.DealPushRequested')
    const failed = (await facts(anna.as)).find(({ type }) => type === 'deals.DealPushFailed')
    expect(failed?.data).not.toHaveProperty('reason')
  })

  test('bears its number there; its address is told to the operator', async () => {
    const { deps, tenantId, meta, anna } = shop
    const dealId = await inCrm('sent@mail.test')
    const pushed = { dealId, crm: 'bitrix24' as const, externalId: '777042', portal: 'crm.test', url: 'https://crm.test/deal/777042' }
    const { position } = await deps.execute(deals, dealId, RecordPushed(pushed, meta(tenantId)))
    expect(await shown(dealId, position)).toMatchObject({ number: '777042', crm: { state: 'sent', url: pushed.url } })
    expect(await shown(dealId, position, anna.as)).toMatchObject({ number: '777042', crm: { state: 'sent', externalId: '777042' } })
    expect((await shown(dealId, position, anna.as)).crm).not.toHaveProperty('url')
    expect((await send('GET', '/deals?q=777042', anna.as)).json().items).toMatchObject([{ dealId }])
  })
})
