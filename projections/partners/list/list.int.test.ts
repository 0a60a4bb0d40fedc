import { identityEvents, PersonErased } from '@kontor/core/identity'
import { id, testMeta } from '@kontor/core/kernel/testing'
import {
  PartnerApproved,
  PartnerDeactivated,
  PartnerReactivated,
  PartnerRegistered,
  PartnerRejected,
  PartnerTermsSet,
  partnersEvents,
} from '@kontor/core/partners'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { signCursorsWith } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import { partnersList } from './project.ts'
import { findPartner, listPartners } from './queries.ts'

const [ours, theirs, operator] = [id(90), id(91), id(1)]
const on = (tenantId: string, day = 1) =>
  testMeta({ tenantId, actor: { kind: 'user', id: operator }, occurredAt: `2026-01-${String(day).padStart(2, '0')}T10:00:00.000Z` })
const person = { programmeId: id(50), userId: id(60), language: 'ru', knownAccount: false, applicationKey: 'application_x' } as const
const applied = (n: number, tenantId = ours, texts: { name?: string; email?: string; company?: string; phone?: string } = {}) =>
  PartnerRegistered({ ...person, partnerId: id(n), name: `Partner ${n}`, email: `p${n}@example.test`, ...texts }, on(tenantId, n))
const staff = (tenantId: string) => ({ tenantId, partnerId: '*' })

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, [...partnersEvents, ...identityEvents]).given
  signCursorsWith(Buffer.from('test'))
})
afterAll(() => db.drop())

const decided = { decided_by: operator, decided_at: '2026-01-09T10:00:00+00:00' }

test('an application waits', () =>
  given(partnersList, applied(1, ours, { company: 'Ромашка' })).thenRows('partners_list', [
    {
      tenant_id: ours,
      partner_id: id(1),
      status: 'pending',
      company: 'Ромашка',
      phone: null,
      decided_at: null,
      created_at: '2026-01-01T10:00:00+00:00',
    },
  ]))

test('who decided, and when, is kept through what comes after', () =>
  given(
    partnersList,
    applied(1),
    applied(2, theirs),
    PartnerApproved({ partnerId: id(1) }, on(ours, 9)),
    PartnerRejected({ partnerId: id(2), reason: 'No site' }, on(theirs, 9)),
    PartnerDeactivated({ partnerId: id(1), userId: id(60) }, on(ours, 10)),
  ).thenRows('partners_list', [
    { partner_id: id(1), status: 'deactivated', reason: null, ...decided },
    { partner_id: id(2), status: 'rejected', reason: 'No site', ...decided },
  ]))

test('a partner comes back, on other terms', () =>
  given(
    partnersList,
    applied(1),
    PartnerApproved({ partnerId: id(1) }, on(ours, 9)),
    PartnerTermsSet({ partnerId: id(1), percent: '12.5' }, on(ours, 9)),
    PartnerDeactivated({ partnerId: id(1), userId: id(60) }, on(ours, 10)),
    PartnerReactivated({ partnerId: id(1) }, on(ours, 11)),
  ).thenRows('partners_list', [{ status: 'active', percent: '12.5', ...decided }]))

test('of an erased person only the placeholder is left, where there was a text, and nobody else changes', () =>
  given(
    partnersList,
    applied(1, ours, { phone: '+7 900' }),
    applied(2),
    applied(1, theirs),
    PartnerRejected({ partnerId: id(1), reason: 'Partner 1 has no site' }, on(ours, 8)),
    PersonErased({ personId: id(1), kind: 'partner' }, on(ours, 9)),
    PersonErased({ personId: id(60), kind: 'user' }, on(ours, 9)),
  ).thenRows('partners_list', [
    { tenant_id: ours, partner_id: id(1), name: '[erased]', email: '[erased]', phone: '[erased]', company: null, reason: '[erased]' },
    { tenant_id: ours, partner_id: id(2), name: 'Partner 2' },
    { tenant_id: theirs, partner_id: id(1), name: 'Partner 1' },
  ]))

describe('the list', () => {
  const texts = [{ company: 'Ромашка и Ко', phone: '+7 900 123' }, { name: 'Ёлкин_100%' }, { email: 'sales@RIVER.test' }]
  const list = (question: Partial<Parameters<typeof listPartners>[1]>, tenantId = ours) =>
    db.asTenant(staff(tenantId), (tx) => listPartners(tx, { limit: 50, ...question }))
  const found = async (question: Parameters<typeof list>[0], tenantId = ours) =>
    (await list(question, tenantId)).items.map(({ partnerId }) => Number.parseInt(partnerId, 16))

  beforeAll(() =>
    given(
      partnersList,
      ...[1, 2, 3].map((n) => applied(n, ours, texts[n - 1])),
      applied(4, theirs, { company: 'Ромашка' }),
      PartnerApproved({ partnerId: id(2) }, on(ours, 9)),
    ).thenRows('partners_list', [{}, {}, {}, {}]),
  )

  test('shows a tenant its own, newest first', async () => {
    expect(await found({})).toEqual([3, 2, 1])
    expect(await found({}, theirs)).toEqual([4])
  })

  test('shows a partner themselves', async () => {
    const own = await db.asTenant({ tenantId: ours, partnerId: id(2) }, (tx) => listPartners(tx, { limit: 50 }))
    expect(own.items).toMatchObject([{ partnerId: id(2), createdAt: '2026-01-02T10:00:00.000Z', decidedBy: operator }])
    expect(own.total).toBe(1)
  })

  test('is searched whatever the case, in any script, and literally', async () => {
    expect(await found({ q: 'рОМАШ' })).toEqual([1])
    expect(await found({ q: 'ёлкин' })).toEqual([2])
    expect(await found({ q: 'river' })).toEqual([3])
    expect(await found({ q: '900 1' })).toEqual([1])
    expect(await found({ q: '100%' })).toEqual([2])
    expect(await found({ q: '_1' })).toEqual([2])
    expect(await found({ q: '%' })).toEqual([2])
    expect(await found({ q: 'nobody' })).toEqual([])
  })

  test('is filtered by status', async () => {
    expect(await found({ status: 'active' })).toEqual([2])
    expect(await found({ status: 'pending', q: 'example' })).toEqual([1])
  })

  test('is read page by page, each partner once, and always says how many there are', async () => {
    const first = await list({ limit: 2 })
    expect(first).toMatchObject({ total: 3, items: [{ partnerId: id(3) }, { partnerId: id(2) }] })
    const second = await list({ limit: 2, cursor: first.nextCursor })
    expect(second).toMatchObject({ total: 3, items: [{ partnerId: id(1) }] })
    expect(second.nextCursor).toBeUndefined()
  })

  test('finds one partner, but not of another tenant', async () => {
    expect(await db.asTenant(staff(ours), (tx) => findPartner(tx, id(2)))).toMatchObject({ name: 'Ёлкин_100%', status: 'active' })
    expect(await db.asTenant(staff(theirs), (tx) => findPartner(tx, id(2)))).toBeNull()
  })
})
