import { customers } from '@kontor/core/deals'
import { streamOfAggregate } from '@kontor/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../infra/testing/house.ts'
import { newPartner } from './testing.ts'

let house: Awaited<ReturnType<typeof testHouse>>
let anna: { readonly authorization: string }
let boris: { readonly authorization: string }
const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36' }

beforeAll(async () => {
  house = await testHouse()
  const credentials = { email: 'owner@demo.test', password: 'kontor-demo-2026' }
  const login = await house.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload: credentials })
  const owner = { authorization: `Bearer ${login.json().accessToken}` }
  anna = await newPartner(house, owner, 'anna@form.test', 'Анна')
  boris = await newPartner(house, owner, 'boris@form.test', 'Борис')
}, 60_000)
afterAll(() => house?.close())

const made = async (as: { readonly authorization: string }) => {
  const payload = { type: 'iframe', title: 'Виджет' }
  const answer = await house.app.inject({ method: 'POST', url: '/api/v1/links', headers: as, payload })
  return answer.json<{ linkId: string; code: string }>()
}
/** Follows the link; answers the click's id. */
const click = async (code: string) => {
  const { headers } = await house.app.inject({ url: `/r/${code}`, headers: agent })
  return new URL(headers.location ?? '', 'http://localhost').searchParams.get('kid') ?? ''
}
const referred = async (code: string, body: object) => {
  const answer = await house.app.inject({ method: 'POST', url: `/f/${code}`, payload: { name: 'Иван', consent: true, ...body } })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ customerId: string; position: string }>()
}
const factsOf = async (customerId: string) => {
  const tenantId = house.deps.derivedId('seed-demo', 'tenant')
  const { events } = await house.deps.log.read(streamOfAggregate(customers, tenantId, customerId))
  return events
}

test('a customer counts for the click that led to the form, and the other partner whose link they followed is on record', async () => {
  const [hers, his] = [await made(anna), await made(boris)]
  const earlier = await click(his.code)
  const kid = await click(hers.code)
  const { customerId, position } = await referred(hers.code, { phone: '+7 900 100-00-01', kid })
  const [, attributed] = await factsOf(customerId)
  expect(attributed).toMatchObject({ type: 'deals.CustomerAttributed', position })
  expect(attributed?.data).toMatchObject({ rule: 'last-click', linkId: hers.linkId, click: { clickId: kid }, otherTouches: [{ clickId: earlier }] })
  const listed = await house.app.inject({ url: `/api/v1/links/${hers.linkId}?after=${position}`, headers: anna })
  expect(listed.json()).toMatchObject({ clicks: 1, unique: 1, customers: 1 })
})

test('without a click it counts for the link', async () => {
  const { code, linkId } = await made(anna)
  const [, attributed] = await factsOf((await referred(code, { email: 'ivan@form.test' })).customerId)
  expect(attributed?.data).toMatchObject({ rule: 'link', linkId, otherTouches: [] })
})

test('the button pressed eight times at once makes one customer', async () => {
  const { code } = await made(anna)
  const page = (await house.app.inject(`/f/${code}`)).body
  const hidden = Object.fromEntries(
    [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
  const payload = new URLSearchParams({ ...hidden, name: 'Пётр', phone: '+7 900 100-00-02', consent: 'on' }).toString()
  const press = () =>
    house.app.inject({ method: 'POST', url: `/f/${code}`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload })
  const answers = await Promise.all(Array.from({ length: 8 }, press))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(303))
  const after = await house.deps.head()
  const links = (await house.app.inject({ url: `/api/v1/links?q=${code}&after=${after}`, headers: anna })).json()
  expect(links.items).toMatchObject([{ customers: 1 }])
})
