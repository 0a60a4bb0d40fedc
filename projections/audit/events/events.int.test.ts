import { auditEvents as facts, PersonalDataShown } from '@kontor/core/audit'
import { identityEvents, PersonErased } from '@kontor/core/identity'
import type { StoredEvent } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerApproved, PartnerRegistered, PartnerTermsSet, partnersEvents } from '@kontor/core/partners'
import type { CommonQueryMethods, QuerySqlToken } from 'slonik'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { signCursorsWith, sql } from '../../kernel/index.ts'
import { storedAs, viewTests } from '../../kernel/testing.ts'
import { auditEvents } from './project.ts'
import { type AuditFilter, listEvents } from './queries.ts'

const [ours, theirs, busy, ann] = [id(90), id(91), id(92), id(1)]
const percents = ['6', '7', '8', '9', '10']
const person = {
  programmeId: id(50),
  userId: id(60),
  name: 'Анна',
  email: 'a@b.test',
  language: 'ru',
  knownAccount: false,
  applicationKey: 'x',
} as const
const at = (tenantId: string, recordedAt: string, actor = id(70)) =>
  testMeta({ tenantId, recordedAt, actor: { kind: 'user', id: actor }, correlationId: id(80) })

let db: TestViews
beforeAll(async () => {
  signCursorsWith(Buffer.from('a key'))
  db = await testViews()
  const { given } = viewTests(db, [...partnersEvents, ...identityEvents, ...facts])
  await given(
    auditEvents,
    PartnerRegistered({ ...person, partnerId: ann }, at(ours, '2026-01-01T00:00:00.000Z')),
    PartnerApproved({ partnerId: ann }, at(ours, '2026-01-02T00:00:00.000Z', id(71))),
    PartnerRegistered({ ...person, partnerId: ann }, at(theirs, '2026-01-02T00:00:00.000Z')),
    PersonErased({ personId: ann, kind: 'partner' }, at(ours, '2026-01-03T00:00:00.000Z')),
    PersonalDataShown({ by: id(71), reason: 'a question of Anna', of: 'partners' }, at(ours, '2026-01-04T00:00:00.000Z')),
    ...percents.map((percent) => PartnerTermsSet({ partnerId: ann, percent }, at(busy, '2026-01-05T00:00:00.000Z'))),
  ).thenRows(
    'audit_events',
    [ours, ours, ours, ours, theirs, ...percents.map(() => busy)].map((tenant_id) => ({ tenant_id })),
  )
})
afterAll(() => db.drop())

const find = (filter: Omit<Parameters<typeof listEvents>[1], 'limit'> & { limit?: number }, tenantId = ours) =>
  db.asTenant({ tenantId, partnerId: '*' }, (tenant) => listEvents(tenant, { limit: 100, ...filter }))
const types = (found: Awaited<ReturnType<typeof find>>) => found.items.map(({ type }) => type)

test('newest first, each tenant its own, and nothing personal', async () => {
  const found = await find({})
  expect(types(found)).toEqual(['audit.PersonalDataShown', 'identity.PersonErased', 'partners.PartnerApproved', 'partners.PartnerRegistered'])
  expect(found.items.at(-1)).toMatchObject({ data: { name: '[masked]', email: '[masked]', language: 'ru' }, actor: { kind: 'user', id: id(70) } })
  expect(types(await find({}, theirs))).toEqual(['partners.PartnerRegistered'])
  expect(types(await find({ tenantId: theirs }))).toEqual([])
})
test('every filter narrows', async () => {
  expect(types(await find({ type: 'partners.PartnerApproved' }))).toHaveLength(1)
  expect(types(await find({ type: 'partners.' }))).toHaveLength(2)
  expect(types(await find({ type: 'partners' }))).toHaveLength(0)
  expect(types(await find({ actor: id(71) }))).toEqual(['partners.PartnerApproved'])
  expect(types(await find({ correlationId: id(80) }))).toHaveLength(4)
  expect(types(await find({ from: '2026-01-02T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' }))).toEqual(['partners.PartnerApproved'])
})
test('pages follow on without a gap', async () => {
  const first = await find({ limit: 3 })
  const second = await find({ limit: 3, cursor: first.nextCursor })
  expect([...types(first), ...types(second)]).toHaveLength(4)
  expect(second.nextCursor).toBeUndefined()
})
test('the order is the log’s own, also where its positions gain a digit', async () => {
  const first = await find({ limit: 2 }, busy)
  const second = await find({ limit: 100, cursor: first.nextCursor }, busy)
  expect(first.items.at(0)?.position).toBe('100')
  expect([...first.items, ...second.items].map(({ data }) => data['percent'])).toEqual(percents.toReversed())
})
test('nothing personal is so much as looked at: that would decrypt it', () => {
  const [event] = storedAs(partnersEvents, [PartnerRegistered({ ...person, partnerId: ann }, at(ours, '2026-01-01T00:00:00.000Z'))])
  const data = Object.defineProperty({ ...event?.data }, 'name', {
    enumerable: true,
    get: () => {
      throw new Error('looked at')
    },
  })
  expect(JSON.stringify(auditEvents.fold([{ ...event, data } as StoredEvent]))).toContain('[masked]')
})

describe('among twenty thousand clicks', () => {
  beforeAll(async () => {
    await db.pool.query(sql.typeAlias('void')`
      insert into audit_events select ${ours}, n::text, n, 'links.ClickRecorded', 'clicks-' || n % 90, n, now(), now(), 'visitor', 'visitor', n, n, n, '{}'
      from generate_series(1000, 21000) as n`)
    await db.tables.asOwner(['analyze views.audit_events'])
  })

  /** Which index a search takes. */
  const indexOf = (filter: AuditFilter) =>
    db.asTenant({ tenantId: ours, partnerId: '*' }, async (tenant) => {
      let plan = ''
      const explaining = {
        any: async (query: QuerySqlToken) => {
          plan = (await tenant.anyFirst(sql.type(z.object({ 'QUERY PLAN': z.string() }))`explain ${query}`)).join('\n')
          return []
        },
      }
      await listEvents(explaining as unknown as CommonQueryMethods, { limit: 10, ...filter })
      return /audit_events_(?:of_\w+|pkey)/.exec(plan)?.[0]
    })

  test.each([
    [{ type: 'partners.PartnerApproved' }, /of_type/],
    [{ type: 'partners.' }, /of_type/],
    [{ actor: id(71) }, /of_actor/],
    [{ stream: 'clicks-42' }, /of_stream/],
    [{ correlationId: id(80) }, /of_correlation/],
    // Clicks and visitors are most of a log: its own order finds the newest of them at once.
    [{ type: 'links.ClickRecorded' }, /pkey|of_all/],
    [{ actor: 'visitor' }, /pkey|of_all/],
  ])('a search for %j has its index', async (filter, index) => expect(await indexOf(filter)).toMatch(index))
})
