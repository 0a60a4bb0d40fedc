import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../infra/testing/house.ts'
import { shopIn } from './testing.ts'

let house: Awaited<ReturnType<typeof testHouse>>
let shop: Awaited<ReturnType<typeof shopIn>>
beforeAll(async () => {
  house = await testHouse()
  shop = await shopIn(house)
}, 60_000)
afterAll(() => house?.close())

const send = (...asked: Parameters<typeof shop.send>) => shop.send(...asked)
let numbers = 0
const phone = () => {
  numbers += 1
  return `+7 900 000-00-${String(numbers).padStart(2, '0')}`
}

describe('a customer', () => {
  test('is seen by the partner who brought them and by the tenant, once the 201 was sent', async () => {
    const { anna, boris, owner, stranger, referred } = shop
    const { customerId, position } = await referred(anna.as, {
      name: 'Игорь Л.',
      phone: '8 (912) 345-67-89',
      company: 'ООО Ромашка',
      comment: 'Вечером',
    })
    const own = (await send('GET', `/customers?after=${position}`, anna.as)).json()
    expect(own).toMatchObject({
      total: 1,
      items: [{ customerId, name: 'Игорь Л.', phone: '+79123456789', email: null, company: 'ООО Ромашка', source: 'manual', partnerName: 'Анна' }],
    })
    expect((await send('GET', `/customers?q=АННА&after=${position}`, owner)).json().items).toMatchObject([{ customerId, partnerId: anna.partnerId }])
    expect((await send('GET', `/customers/${customerId}?after=${position}`, owner)).json()).toMatchObject({ comment: 'Вечером', waits: false })
    for (const nobody of [boris.as, stranger]) {
      expect((await send('GET', `/customers?after=${position}`, nobody)).json()).toMatchObject({ items: [], total: 0 })
      expect((await send('GET', `/customers/${customerId}?after=${position}`, nobody)).json()).toMatchObject({
        status: 404,
        code: 'customer.not-found',
      })
    }
  })

  test('is brought by partners who are active, and told how to be reached', async () => {
    const { anna, owner, newPartner } = shop
    expect((await send('POST', '/customers', anna.as, { name: 'Nobody' })).json()).toMatchObject({
      status: 422,
      code: 'customer.contact-missing',
      errors: [{ pointer: '/phone' }, { pointer: '/email' }],
    })
    expect((await send('POST', '/customers', anna.as, { name: 'Nobody', phone: 'call me' })).json()).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '/phone' }],
    })
    expect((await send('POST', '/customers', owner, { name: 'Nobody', phone: phone() })).json().code).toBe('role.forbidden')
    const pending = await newPartner('Вера', { approved: false })
    expect((await send('POST', '/customers', pending.as, { name: 'Early', phone: phone() })).json().code).toBe('partner.not-active')
  })

  test('is the same customer when the request is repeated under its key, and another request under it conflicts', async () => {
    const { anna, boris } = shop
    const customer = { name: 'Repeated', phone: phone() }
    const key = { 'idempotency-key': 'a-key-of-mine' }
    const first = await send('POST', '/customers', { ...anna.as, ...key }, customer)
    const again = await send('POST', '/customers', { ...anna.as, ...key }, customer)
    expect([again.statusCode, again.json()]).toEqual([201, first.json()])
    const other = await send('POST', '/customers', { ...anna.as, ...key }, { ...customer, name: 'Another' })
    expect(other.json()).toMatchObject({ status: 409, code: 'idempotency.conflict' })
    const { customerId } = (await send('POST', '/customers', { ...boris.as, ...key }, { ...customer, phone: phone() })).json()
    expect(customerId).not.toBe(first.json().customerId)
  })
})

describe('a duplicate', () => {
  test('is told before saving: of one’s own the name, of another’s only that there is one', async () => {
    const { anna, boris, referred } = shop
    const number = phone()
    await referred(anna.as, { name: 'Known', phone: number, email: 'known@mail.test' })
    const check = async (as: typeof anna.as, asked: object) => (await send('POST', '/customers/check', as, asked)).json()
    const createdAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
    expect(await check(anna.as, { phone: number.replaceAll(' ', '') })).toEqual({ duplicates: [{ mine: true, name: 'Known', createdAt }] })
    expect(await check(boris.as, { phone: number, email: 'KNOWN@mail.test' })).toEqual({ duplicates: [{ mine: false, createdAt }] })
    expect(await check(boris.as, { email: 'nobody@mail.test' })).toEqual({ duplicates: [] })
    expect(await check(boris.as, {})).toEqual({ duplicates: [] })
  })

  test("of another partner's customer waits for the operator, and goes on to a deal when they say so", async () => {
    const { anna, boris, owner, stranger, referred, dealOf } = shop
    const number = phone()
    const first = await referred(anna.as, { name: 'First', phone: number })
    const second = await referred(boris.as, { name: 'Second', phone: number })
    const waiting = (await send('GET', `/customers?waits=true&after=${second.position}`, owner)).json()
    expect(waiting.items).toMatchObject([{ customerId: second.customerId, duplicateOf: first.customerId, waits: true }])
    const boriss = (await send('GET', `/customers/${second.customerId}`, boris.as)).json()
    expect(boriss.waits).toBe(true)
    expect(boriss).not.toHaveProperty('duplicateOf')
    await dealOf(first.customerId)
    expect((await send('GET', `/customers/${second.customerId}`, owner)).json()).not.toHaveProperty('deal')

    const dismiss = `/customers/${second.customerId}/dismiss-duplicate`
    expect((await send('POST', dismiss, boris.as)).json().code).toBe('role.forbidden')
    expect((await send('POST', dismiss, stranger)).json()).toMatchObject({ status: 404, code: 'customer.not-found' })
    const { position } = (await send('POST', dismiss, owner)).json()
    expect((await send('GET', `/customers/${second.customerId}?after=${position}`, owner)).json().waits).toBe(false)
    expect((await dealOf(second.customerId)).dealId).toMatch(/^[0-9a-f]{32}$/)
  })

  test('of eight equal referrals at once one is the original, on the real store', async () => {
    const { anna, boris, owner } = shop
    const customer = { name: 'Eightfold', phone: phone(), email: 'eight@mail.test' }
    const sent = await Promise.all(Array.from({ length: 8 }, (_, n) => send('POST', '/customers', n % 2 ? anna.as : boris.as, customer)))
    expect(sent.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(201))
    const position = await shop.deps.head()
    const { items } = (await send('GET', `/customers?q=eightfold&after=${position}`, owner)).json()
    const [original, ...rest] = items.filter((item: { duplicateOf?: string }) => item.duplicateOf === undefined)
    expect([items.length, rest]).toEqual([8, []])
    for (const item of items.filter((one: object) => one !== original)) {
      expect(item).toMatchObject({ duplicateOf: original.customerId, waits: item.partnerId !== original.partnerId })
    }
  })
})
