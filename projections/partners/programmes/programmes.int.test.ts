import { id, testMeta } from '@kontor/core/kernel/testing'
import { ProgrammeOpened, partnersEvents, TermsPublished } from '@kontor/core/partners'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { signCursorsWith } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import { partnersProgrammes } from './project.ts'
import { findProgramme, listProgrammes } from './queries.ts'

const [ours, theirs] = [id(90), id(91)]
const on = (tenantId: string, day = 1) => testMeta({ tenantId, occurredAt: `2026-01-0${day}T10:00:00.000Z` })
const opened = (n: number, tenantId: string) =>
  ProgrammeOpened({ programmeId: id(n), slug: `programme-${n}`, name: `Programme ${n}`, currency: 'RUB', timeZone: 'Europe/Moscow' }, on(tenantId, n))
const published = (n: number, version: number, tenantId: string) =>
  TermsPublished(
    { programmeId: id(n), version, percent: `${version}.5`, holdDays: 14, minimumPayout: { minor: 5000n, currency: 'RUB' } },
    on(tenantId, 9),
  )
const terms = (version: number) => ({ version, percent: `${version}.5`, holdDays: 14, minimumPayout: { minor: '5000', currency: 'RUB' } })

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, partnersEvents).given
  signCursorsWith(Buffer.from('test'))
})
afterAll(() => db.drop())

test('a new programme has no terms', () =>
  given(partnersProgrammes, opened(1, ours)).thenRows('partners_programmes', [{ slug: 'programme-1', terms: null }]))

test('the terms published last hold, of each programme its own', async () => {
  await given(
    partnersProgrammes,
    opened(1, ours),
    opened(2, ours),
    opened(3, theirs),
    published(1, 1, ours),
    published(3, 3, theirs),
    published(1, 2, ours),
  ).thenRows('partners_programmes', [{ terms: terms(2) }, { terms: null }, { tenant_id: theirs, terms: terms(3) }])

  const first = await db.asTenant({ tenantId: ours, partnerId: '*' }, (tx) => listProgrammes(tx, { limit: 1 }))
  expect(first.items).toMatchObject([{ programmeId: id(2), terms: null, createdAt: '2026-01-02T10:00:00.000Z' }])
  const second = await db.asTenant({ tenantId: ours, partnerId: '*' }, (tx) => listProgrammes(tx, { limit: 1, cursor: first.nextCursor }))
  expect(second).toMatchObject({ items: [{ programmeId: id(1), terms: terms(2) }] })
  expect(second.nextCursor).toBeUndefined()

  expect(await db.asTenant({ tenantId: theirs, partnerId: id(5) }, (tx) => findProgramme(tx, id(3)))).toMatchObject({ slug: 'programme-3' })
  expect(await db.asTenant({ tenantId: ours, partnerId: '*' }, (tx) => findProgramme(tx, id(3)))).toBeNull()
})
