import { ErasePerson, persons } from '@kontor/core/identity'
import { platformTenant } from '@kontor/core/kernel'
import { testMeta } from '@kontor/core/kernel/testing'
import { PartnerRegistered } from '@kontor/core/partners'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withSession } from '../postgres/session.ts'
import { type TestHouse, testHouse } from '../testing/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
}, 60_000)
afterAll(() => house?.close())

const person = { email: 'canary-7f3a@mail.test', name: 'Зяблик Канарейкин', company: 'Канареечная 7f3a', phone: '+7 999 777-31-31' }
const application = { programme: 'demo', password: 'correct horse battery 9', consent: true, ...person }
const reason = 'Канарейкин не открывает сайт'

/** As text, and as they would look in a column of bytes or in base64, which does not depend on where they begin when whole texts are encoded. */
const traces = [...Object.values(person), reason].flatMap((text) => [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64')])

/** Every table of the main database, past every policy, that holds one of the texts. The sandbox's mailbox is not ours. */
const tablesThatTell = () =>
  withSession(house.adminUrl, async (session) => {
    const { rows } = await session.query<{ schema: string; name: string }>(
      `select schemaname as schema, tablename as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'caught_letters' order by 1, 2`,
    )
    const telling: string[] = []
    for (const { schema, name } of rows) {
      const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
      const found = await session.query<{ row: string }>(`select t::text as row from ${table} as t`)
      if (found.rows.some(({ row }) => traces.some((trace) => row.includes(trace)))) telling.push(`${schema}.${name}`)
    }
    return telling
  })

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  house.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers })

test('a person stands in the clear in the views alone, and after the erasure of their account nowhere', async () => {
  const { partnerId } = (await post('/partners/applications', application)).json<{ partnerId: string }>()
  const owner = (await post('/auth/login', { email: 'owner@demo.test', password: 'kontor-demo-2026' })).json<{ accessToken: string }>()
  const rejected = await post(`/partners/${partnerId}/reject`, { reason }, { authorization: `Bearer ${owner.accessToken}` })
  expect(rejected.statusCode).toBe(200)
  await vi.waitFor(async () => expect(await tablesThatTell()).toContain('views.partners_list'), 10_000)
  expect((await tablesThatTell()).filter((table) => !table.startsWith('views.'))).toEqual([])

  const { events } = await house.stores.log.read(`partners-${await tenantOf(partnerId)}.${partnerId}`)
  const { userId } = PartnerRegistered.among(events).data
  const meta = testMeta({ tenantId: platformTenant, commandId: house.deps.newId() })
  await house.deps.execute(persons, userId, ErasePerson({ personId: userId, kind: 'user' }, meta))
  await vi.waitFor(async () => expect(await tablesThatTell()).toEqual([]), 10_000)
  // The name is free again: who was erased may come back, as somebody new.
  await vi.waitFor(async () => expect((await post('/partners/applications', application)).statusCode).toBe(202), 10_000)
}, 60_000)

const tenantOf = (partnerId: string): Promise<string> =>
  withSession(house.adminUrl, async (session) => {
    const { rows } = await session.query<{ tenant_id: string }>('select tenant_id from views.partners_list where partner_id = $1', [partnerId])
    return rows[0]?.tenant_id ?? ''
  })
