import { OpenTenant, tenants } from '@kontor/core/tenancy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeLink, metaIn } from '../../links/testing.ts'
import { newId } from '../../secrets/index.ts'
import { type TestStores, testStores } from '../../testing/stores.ts'

let stores: TestStores
beforeAll(async () => {
  stores = await testStores()
})
afterAll(() => stores?.close())

const openTenant = async () => {
  const tenantId = newId()
  await stores.execute(tenants, tenantId, OpenTenant({ tenantId, slug: `t${tenantId.slice(-12)}`, name: 'Ours', timeZone: 'UTC' }, metaIn(tenantId)))
}

/** The types that a reader meets, up to the second link. */
const typesUpToTheSecondLink = async (only?: readonly string[]) => {
  const enough = new AbortController()
  const types: string[] = []
  for await (const { events } of stores.feed({ from: undefined, maxBatch: 100, signal: enough.signal, ...(only && { only }) })) {
    types.push(...events.map(({ type }) => type))
    if (types.filter((type) => type === 'links.LinkCreated').length >= 2) enough.abort()
  }
  return types
}

test('who asks for some types is not given the others, of what is stored and of what comes', async () => {
  await openTenant()
  await makeLink(stores)
  const some = typesUpToTheSecondLink(['links.Link'])
  const all = typesUpToTheSecondLink()
  await openTenant()
  await makeLink(stores)
  expect(await some).toEqual(['links.LinkCreated', 'links.LinkCreated'])
  expect(await all).toEqual(['tenancy.TenantOpened', 'links.LinkCreated', 'tenancy.TenantOpened', 'links.LinkCreated'])
})
