import { ErasePerson, persons } from '@kontor/core/identity'
import { testMeta } from '@kontor/core/kernel/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestHouse, testHouse } from '../testing/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse({ KONTOR_SANDBOX: '0' })
}, 60_000)
afterAll(() => house?.close())

test('where no letters can be sent, an erasure is worked off all the same', async () => {
  const { json } = await house.app.inject({
    method: 'POST',
    url: '/api/v1/auth/login',
    payload: { email: 'partner@demo.test', password: 'kontor-demo-2026' },
  })
  const { tenantId, partnerId } = json().acting
  const meta = testMeta({ tenantId, commandId: house.deps.newId() })
  await house.deps.execute(persons, partnerId, ErasePerson({ personId: partnerId, kind: 'partner' }, meta))
  await vi.waitFor(async () => {
    const { events } = await house.stores.log.read(`partners-${tenantId}.${partnerId}`)
    expect(events[0]?.data).toMatchObject({ name: '[erased]' })
  }, 15_000)
}, 30_000)
