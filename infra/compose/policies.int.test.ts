import { customers, DealOpened, dealIdOf, deals, ReferCustomer, WinDeal } from '@kontor/core/deals'
import { ErasePerson, persons } from '@kontor/core/identity'
import { type Meta, streamOfAggregate } from '@kontor/core/kernel'
import { testMeta } from '@kontor/core/kernel/testing'
import { OpenProgramme, PublishTerms, partners, programmes, RegisterPartner } from '@kontor/core/partners'
import { Claim, holderOf, reservations } from '@kontor/core/reservations'
import { accountIdOf, RewardAccrued, RewardReleased, rewards, SettleReward } from '@kontor/core/rewards'
import { type Settling, settlementOf } from '@kontor/gateways/policies'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type TestHouse, testHouse } from '../testing/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
}, 60_000)
afterAll(() => house?.close())

const dayMs = 86_400_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
const newId = () => house.deps.newId()
let [tenantId, programmeId, partnerId] = ['', '', '']
const meta = (occurredAt: string, changes: Partial<Meta> = {}) =>
  testMeta({ tenantId, commandId: newId(), occurredAt, recordedAt: new Date().toISOString(), ...changes })
const eventually = (check: () => Promise<unknown>) => vi.waitFor(check, { timeout: 10_000, interval: 20 })

/** A programme with a hold of one day, and a partner of it. */
beforeEach(async () => {
  ;[tenantId, programmeId, partnerId] = [newId(), newId(), newId()]
  const then = ago(30 * dayMs)
  const programme = { programmeId, slug: 'demo', name: 'Demo', currency: 'RUB', timeZone: 'Europe/Moscow' }
  await house.deps.execute(programmes, programmeId, OpenProgramme(programme, meta(then)))
  const terms = { programmeId, percent: '10', holdDays: 1, minimumPayout: { minor: 0n, currency: 'RUB' } }
  await house.deps.execute(programmes, programmeId, PublishTerms(terms, meta(then)))
  const person = { userId: newId(), name: 'Анна', email: 'anna@mail.test', language: 'ru' as const, knownAccount: false, applicationKey: 'a_1' }
  await house.deps.execute(partners, partnerId, RegisterPartner({ partnerId, programmeId, ...person }, meta(then)))
})

const refer = async (at: string, changes: object = {}) => {
  const customerId = newId()
  const facts = { source: 'manual' as const, name: 'Ольга', touches: [], known: [], nameKeys: [], suspicious: false, ...changes }
  await house.deps.execute(customers, customerId, ReferCustomer({ customerId, partnerId, programmeId, ...facts }, meta(at)))
  return { customerId, dealId: dealIdOf(house.deps.derivedId, customerId) }
}
const dealOf = async (dealId: string) => (await house.stores.log.read(streamOfAggregate(deals, tenantId, dealId))).events
const account = async () => {
  const accountId = accountIdOf(house.deps.derivedId, partnerId, 'RUB')
  return (await house.stores.log.read(streamOfAggregate(rewards, tenantId, accountId))).events
}
const win = (dealId: string, at: string, changes: Partial<Meta> = {}) =>
  house.deps.execute(deals, dealId, WinDeal({ dealId, by: 'person', amount: { minor: 12_345n, currency: 'RUB' } }, meta(at, changes)))

test('a referral opens its deal, its win earns a reward, and the end of the hold releases it at that very moment', async () => {
  const { customerId, dealId } = await refer(ago(2 * dayMs))
  await eventually(async () => expect(DealOpened.among(await dealOf(dealId)).data).toEqual({ dealId, customerId, partnerId, programmeId }))
  const wonAt = ago(dayMs - 1_500)
  await win(dealId, wonAt)
  await eventually(async () => expect((await account()).map(({ type }) => type)).toEqual([RewardAccrued.type, RewardReleased.type]))
  const [accrued, released] = await account()
  const due = new Date(Date.parse(wonAt) + dayMs).toISOString()
  expect(accrued).toMatchObject({ meta: { occurredAt: wonAt }, data: { dealId, amount: { minor: 1235n }, termsVersion: 1, heldUntil: due } })
  expect(released?.meta.occurredAt).toBe(due)
  expect(Date.parse(released?.meta.recordedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(due))
}, 30_000)

test('of a history that is told, nothing follows by itself but what is still to come', async () => {
  const { dealId } = await refer(ago(2 * dayMs))
  await eventually(async () => expect(await dealOf(dealId)).toHaveLength(1))
  const past = { source: 'start' }
  await win(dealId, ago(dayMs - 1_500), past)
  const other = await refer(ago(dayMs))
  await eventually(async () => expect(await dealOf(other.dealId)).toHaveLength(1))
  await win(other.dealId, ago(dayMs / 2))
  await eventually(async () => expect(await account()).toHaveLength(1))
  expect(RewardAccrued.among(await account()).data.dealId).toBe(other.dealId)

  const won = (await dealOf(dealId)).at(-1) as unknown as Settling
  const settlement = await settlementOf({ log: house.stores.log, derivedId: house.deps.derivedId }, won)
  if (!settlement) throw new Error('no reward')
  await house.deps.execute(rewards, settlement.accountId, SettleReward(settlement.data, meta(won.meta.occurredAt, past)))
  await eventually(async () => expect(RewardReleased.among(await account()).data.dealId).toBe(dealId))
}, 30_000)

test('who is erased holds no phone and no e-mail any more', async () => {
  const names = ['phone_1f', 'email_2e'].map((key) => ({ tenantId, key }))
  const { customerId } = await refer(ago(dayMs), { nameKeys: names.map(({ key }) => key) })
  for (const { key } of names) await house.deps.execute(reservations, key, Claim({ by: customerId, tenantId }, meta(ago(0))))
  const holders = () => Promise.all(names.map(async (name) => (await holderOf(house.stores, name))?.by))
  expect(await holders()).toEqual([customerId, customerId])
  await house.deps.execute(persons, customerId, ErasePerson({ personId: customerId, kind: 'customer' }, meta(ago(0))))
  await eventually(async () => expect(await holders()).toEqual([undefined, undefined]))
}, 30_000)
