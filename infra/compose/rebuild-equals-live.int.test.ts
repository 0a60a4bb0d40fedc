import { readFileSync } from 'node:fs'
import { ErasePerson, persons } from '@kontor/core/identity'
import { platformTenant } from '@kontor/core/kernel'
import { testMeta } from '@kontor/core/kernel/testing'
import { PartnerId } from '@kontor/gateways/http/partners/contract'
import { dump, tablesIn } from '@kontor/projections/kernel'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withSession } from '../postgres/session.ts'
import { type TestHouse, testHouse } from '../testing/house.ts'
import { allProjections } from './views.ts'

let house: TestHouse
let owner: { authorization: string }
beforeAll(async () => {
  house = await testHouse()
  const login = await post('/auth/login', { email: 'owner@demo.test', password: 'kontor-demo-2026' })
  owner = { authorization: `Bearer ${login.json().accessToken}` }
}, 60_000)
afterAll(() => house?.close())

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  house.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers })
const apply = async (name: string, more: object = {}) => {
  const email = `${name.toLowerCase()}@mail.test`
  const sent = await post('/partners/applications', { programme: 'demo', email, password: 'correct horse battery 9', name, consent: true, ...more })
  expect(sent.statusCode).toBe(202)
  return PartnerId.parse({ partnerId: sent.json().partnerId }).partnerId
}
const decide = async (partnerId: string, step: string, payload: object = {}) => {
  const answer = await post(`/partners/${partnerId}/${step}`, payload, owner)
  expect(answer.statusCode).toBe(200)
  return String(answer.json().position)
}

const tablesOf = (view: string) => tablesIn(readFileSync(new URL(`../../projections/${view.replace('.', '/')}/table.sql`, import.meta.url), 'utf8'))
/** Every view as it is shown now, row by row. */
const shown = async () => {
  const parts: string[] = []
  for (const { name } of allProjections) parts.push(name, await dump(house.stores.pools.projector, tablesOf(name)))
  return parts.join('\n')
}
const rebuildAll = async () => {
  for (const { name } of allProjections) {
    const rebuilt = await house.projector?.rebuild(name)
    expect(await rebuilt?.switched).toBe(true)
  }
}
const upTo = async (position: string) => {
  const read = house.deps.read
  const reader = { tenantId: '', userId: '', role: 'admin', partnerId: undefined } as const
  // A query waits two seconds for its view; on a machine with much else to do the views may take longer.
  await vi.waitFor(
    async () => {
      for (const { name } of allProjections) await read(reader, name, position, async () => undefined)
    },
    { timeout: 30_000 },
  )
}

/** Erasing makes work, which writes events of its own: only between two of them can be compared, so a log that moved meanwhile is looked at again. */
const sameAnew = async () => {
  for (let round = 0; round < 10; round += 1) {
    const head = await house.deps.head()
    await upTo(head)
    const live = await shown()
    await rebuildAll()
    const anew = await shown()
    if ((await house.deps.head()) !== head) continue
    expect(anew).toBe(live)
    return live
  }
  throw new Error('the log did not come to rest')
}

test('every view filled anew shows, byte for byte, what the live one showed: after the journey, and after people were erased', async () => {
  const [anna, boris, vera] = [await apply('Anna', { company: 'Север', phone: '+7 900 123-45-67' }), await apply('Boris'), await apply('Vera')]
  await decide(anna, 'approve')
  await decide(boris, 'reject', { reason: 'Нет сайта' })
  await decide(vera, 'approve')
  await decide(vera, 'deactivate')
  await upTo(await decide(vera, 'reactivate'))

  expect(await sameAnew()).toContain('Север')

  const [ownerId, { tenantId, userId }] = [house.deps.derivedId('seed-user', 'owner@demo.test'), await placeOf(anna)]
  await erase({ personId: anna, kind: 'partner' }, tenantId)
  await erase({ personId: userId, kind: 'user' }, platformTenant)
  await upTo(await erase({ personId: ownerId, kind: 'user' }, platformTenant))
  expect(await shown()).not.toMatch(/Anna|anna@mail|Север|123-45-67|Ольга/)
  const forgotten = { name: '[erased]', email: '[erased]', company: '[erased]', phone: '[erased]' }
  await vi.waitFor(async () => expect(await firstOf(`partners-${tenantId}.${anna}`)).toMatchObject(forgotten), 10_000)
  for (const user of [userId, ownerId])
    await vi.waitFor(async () => expect(await firstOf(`users-${platformTenant}.${user}`)).toMatchObject({ fullName: '[erased]' }), 10_000)
  expect(await sameAnew()).not.toMatch(/Anna|anna@mail|Север|123-45-67|Ольга/)
}, 60_000)

/** Straight from the table and the log, past every policy. */
const placeOf = async (partnerId: string): Promise<{ tenantId: string; userId: string }> => {
  const tenantId = await withSession(house.adminUrl, async (session) => {
    const { rows } = await session.query<{ tenant_id: string }>('select tenant_id from views.partners_list where partner_id = $1', [partnerId])
    return rows[0]?.tenant_id ?? ''
  })
  return { tenantId, userId: String((await firstOf(`partners-${tenantId}.${partnerId}`))['userId']) }
}
const firstOf = async (stream: string) => ((await house.stores.log.read(stream)).events[0]?.data ?? {}) as Record<string, unknown>
const erase = async (person: { personId: string; kind: 'user' | 'partner' }, tenantId: string) =>
  (await house.deps.execute(persons, person.personId, ErasePerson(person, testMeta({ tenantId, commandId: house.deps.newId() })))).position
