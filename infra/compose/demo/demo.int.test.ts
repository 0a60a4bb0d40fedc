import { deals } from '@kontor/core/deals'
import { streamOfAggregate } from '@kontor/core/kernel'
import { rewards } from '@kontor/core/rewards'
import { accountIdOf } from '@kontor/gateways/policies'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../testing/house.ts'

let house: TestHouse
beforeAll(async () => {
  const t = performance.now()
  house = await testHouse({ KONTOR_DEMO_HISTORY: '1' })
  console.log('house', performance.now() - t)
}, 180_000)
afterAll(() => house?.close())

test('x', async () => {
  const tenantId = house.deps.derivedId('seed-demo', 'tenant')
  const partnerId = house.deps.derivedId('seed-demo', 'partner')
  const { events } = await house.deps.log.read(streamOfAggregate(rewards, tenantId, accountIdOf(house.deps.derivedId, partnerId, 'RUB')))
  console.log(
    events.length,
    events
      .filter((e) => e.type.startsWith('payouts'))
      .map((e) => [e.type, e.meta.occurredAt, JSON.stringify(e.data, (_, v) => (typeof v === 'bigint' ? String(v) : v)).slice(0, 200)]),
  )
  expect(deals.category).toBe('deals')
})
