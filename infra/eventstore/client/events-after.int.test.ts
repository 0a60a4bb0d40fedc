import { testMeta } from '@kontor/core/kernel/testing'
import { PartnerApproved } from '@kontor/core/partners'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../secrets/index.ts'
import { type TestStores, testStores } from '../../testing/stores.ts'
import { eventsAfter } from './events-after.ts'

let stores: TestStores
beforeAll(async () => {
  stores = await testStores()
})
afterAll(() => stores.close())

const append = async () => {
  const partnerId = newId()
  const event = PartnerApproved({ partnerId }, testMeta())
  return (await stores.log.append(`partners-${testMeta().tenantId}.${partnerId}`, 'no-stream', [{ id: newId(), event }])).position
}

test('counts what a view at that position has not seen, from the beginning and at the end too', async () => {
  const before = await eventsAfter(stores.client, '0')
  const first = await append()
  await append()
  const last = await append()
  expect(await eventsAfter(stores.client, '0')).toBe(before + 3)
  expect(await eventsAfter(stores.client, first)).toBe(2)
  expect(await eventsAfter(stores.client, last)).toBe(0)
})
