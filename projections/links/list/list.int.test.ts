import { CustomerReferred, dealsEvents } from '@kontor/core/deals'
import { identityEvents, PersonErased } from '@kontor/core/identity'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { LinkCreated, LinkDeactivated, LinkReactivated, LinkRetargeted, LinkRetitled, LinkUtmSet, linksEvents } from '@kontor/core/links'
import { PartnerRegistered, partnersEvents } from '@kontor/core/partners'
import { RewardAccrued, RewardAdjusted, RewardReversed, rewardsEvents } from '@kontor/core/rewards'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { signCursorsWith } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import { linksList } from './project.ts'
import { findLink, listLinks } from './queries.ts'

const [ours, theirs, anna, boris] = [id(90), id(91), id(1), id(2)]
const on = (tenantId = ours, day = 1) => testMeta({ tenantId, occurredAt: `2026-01-${String(day).padStart(2, '0')}T10:00:00.000Z` })

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, [...linksEvents, ...dealsEvents, ...rewardsEvents, ...partnersEvents, ...identityEvents]).given
  signCursorsWith(Buffer.from('test'))
})
afterAll(() => db.drop())

type Link = Parameters<typeof LinkCreated>[0]
const link = (n: number, partnerId = anna, changes: Partial<Link> = {}, tenantId = ours) =>
  LinkCreated(
    {
      ...{ linkId: id(n), code: `0123456789${n}`, partnerId, programmeId: id(50), timeZone: 'UTC', type: 'direct', title: `Link ${n}` },
      ...{ targetUrl: 'https://site.test/', ...changes },
    },
    on(tenantId, n - 9),
  )
const of = (n: number, partnerId = anna) => ({ linkId: id(n), partnerId })
const customer = (n: number, linkId?: string, partnerId = anna, tenantId = ours) =>
  CustomerReferred(
    {
      ...{ customerId: id(n), partnerId, programmeId: id(50), source: linkId ? 'form' : 'manual', name: 'Иван', nameKeys: [], suspicious: false },
      ...(linkId && { linkId }),
    },
    on(tenantId),
  )
const partner = (partnerId: string, name: string, tenantId = ours) =>
  PartnerRegistered(
    { partnerId, programmeId: id(50), userId: id(60), name, email: 'a@mail.test', language: 'ru', knownAccount: false, applicationKey: 'a' },
    on(tenantId),
  )

const rub = (minor: bigint, currency = 'RUB') => ({ minor, currency })
const sums = { base: rub(100n), baseWord: 'deal-amount' as const, entries: [], arithmetic: [{ op: 'base' as const, in: ['1'], out: '1' }] }
const rewardOf = (customerId: string) => ({ rewardId: `${id(7)}${id(8)}`, partnerId: anna, customerId, dealId: id(80) })
const accrued = (n: number, minor: bigint, currency = 'RUB') =>
  RewardAccrued(
    {
      ...{ ...rewardOf(id(n)), ...sums, programmeId: id(50), amount: rub(minor, currency), rate: '10', termsVersion: 1, personalRate: false },
      heldUntil: '2026-02-01T00:00:00.000Z',
    },
    on(),
  )
const moved = (change: bigint) => ({ cause: { kind: 'refunded' as const, eventId: id(81) }, change: rub(change), amount: rub(1n), ...sums })

test('a link is as it was changed last', () =>
  given(
    linksList,
    link(10, anna, { utm: { source: 'anna' } }),
    link(11),
    LinkRetitled({ ...of(10), title: 'Главная' }, on()),
    LinkRetargeted({ ...of(10), targetUrl: 'https://other.test/' }, on()),
    LinkUtmSet({ ...of(11), utm: { campaign: 'spring' } }, on()),
    LinkDeactivated(of(10), on()),
    LinkDeactivated(of(11), on()),
    LinkReactivated(of(11), on()),
  ).thenRows('links_list', [
    { link_id: id(10), title: 'Главная', target_url: 'https://other.test/', utm: { source: 'anna' }, status: 'deactivated', customers: 0 },
    { link_id: id(11), title: 'Link 11', target_url: 'https://site.test/', utm: { campaign: 'spring' }, status: 'active' },
  ]))

test('whom a link brought: not who was entered by hand, nor those of another tenant', () =>
  given(
    linksList,
    ...[link(10), link(11), link(10, anna, {}, theirs)],
    ...[customer(100, id(10)), customer(101, id(10)), customer(102, id(11)), customer(103), customer(100, id(10), anna, theirs)],
  ).thenRows('links_list', [
    { tenant_id: ours, link_id: id(10), customers: 2 },
    { tenant_id: ours, link_id: id(11), customers: 1 },
    { tenant_id: theirs, link_id: id(10), customers: 1 },
  ]))

test('what a link earned: accrued, grown, taken back, each currency apart', () =>
  given(
    linksList,
    ...[link(10), customer(100, id(10)), customer(101, id(10)), customer(103)],
    ...[accrued(100, 5000n), accrued(101, 700n), accrued(100, 90n, 'EUR'), accrued(103, 9999n)],
    RewardAdjusted({ ...rewardOf(id(100)), ...moved(250n) }, on()),
    RewardReversed({ ...rewardOf(id(100)), ...moved(-1250n) }, on()),
  ).thenRows('links_earned', [
    { tenant_id: ours, partner_id: anna, link_id: id(10), currency: 'EUR', minor: 90 },
    { tenant_id: ours, partner_id: anna, link_id: id(10), currency: 'RUB', minor: 4700 },
  ]))

test('an erased partner is a placeholder, in their tenant alone', () =>
  given(
    linksList,
    ...[partner(anna, 'Анна'), partner(boris, 'Борис'), partner(anna, 'Anna', theirs)],
    PersonErased({ personId: anna, kind: 'partner' }, on()),
    PersonErased({ personId: boris, kind: 'customer' }, on(theirs)),
  ).thenRows('links_partners', [
    { tenant_id: ours, partner_id: anna, name: '[erased]' },
    { tenant_id: ours, partner_id: boris, name: 'Борис' },
    { tenant_id: theirs, partner_id: anna, name: 'Anna' },
  ]))

describe('the list', () => {
  const list = (question: Partial<Parameters<typeof listLinks>[1]>, partnerId = '*', tenantId = ours) =>
    db.asTenant({ tenantId, partnerId }, (tx) => listLinks(tx, { limit: 50, ...question }))
  const found = async (...question: Parameters<typeof list>) => (await list(...question)).items.map(({ linkId }) => Number.parseInt(linkId, 16))

  beforeAll(() =>
    given(
      linksList,
      ...[partner(anna, 'Анна Ёлкина'), partner(boris, 'Борис')],
      link(10, anna, { title: 'Главная 100%', utm: { source: 'anna' } }),
      link(11, boris, { type: 'iframe', targetUrl: undefined }),
      ...[link(12, anna, { targetUrl: 'https://REMONT.test/' }), link(10, anna, {}, theirs)],
      ...[LinkDeactivated(of(12), on()), customer(100, id(10)), accrued(100, 5000n), accrued(100, 90n, 'EUR')],
    ).thenRows('links_list', [{}, {}, {}, {}]),
  )

  test('shows a tenant all of its own, a partner theirs alone, newest first', async () => {
    expect(await found({})).toEqual([12, 11, 10])
    expect(await found({}, anna)).toEqual([12, 10])
    expect(await found({}, boris)).toEqual([11])
    expect(await found({ partnerId: anna }, boris)).toEqual([])
    expect(await found({}, '*', theirs)).toEqual([10])
  })

  test('tells of a link all but its clicks', async () => {
    const [, , item] = (await list({})).items
    expect(item).toEqual({
      ...{ linkId: id(10), code: '012345678910', partnerId: anna, partnerName: 'Анна Ёлкина', type: 'direct', title: 'Главная 100%' },
      ...{ targetUrl: 'https://site.test/', utm: { source: 'anna' }, status: 'active', createdAt: '2026-01-01T10:00:00.000Z', customers: 1 },
      earned: [
        { minor: '5000', currency: 'RUB' },
        { minor: '90', currency: 'EUR' },
      ],
    })
  })

  test('is searched and filtered', async () => {
    expect(await found({ q: 'ёлкина' })).toEqual([12, 10])
    expect(await found({ q: '100%' })).toEqual([10])
    expect(await found({ q: 'remont' })).toEqual([12])
    expect(await found({ q: '012345678911' })).toEqual([11])
    expect(await found({ type: 'iframe' })).toEqual([11])
    expect(await found({ status: 'deactivated' })).toEqual([12])
    expect(await found({ status: 'active', partnerId: anna })).toEqual([10])
  })

  test('is read page by page, and always says how many there are', async () => {
    const first = await list({ limit: 2 })
    expect([first.total, first.items.length]).toEqual([3, 2])
    expect(await list({ limit: 2, cursor: first.nextCursor })).toMatchObject({ total: 3, items: [{ linkId: id(10) }] })
  })

  test('finds one link, but not of another partner or tenant', async () => {
    const find = (n: number, partnerId = '*', tenantId = ours) => db.asTenant({ tenantId, partnerId }, (tx) => findLink(tx, id(n)))
    expect(await find(11)).toMatchObject({ type: 'iframe', targetUrl: null, earned: [] })
    expect(await find(11, anna)).toBeNull()
    expect(await find(11, '*', theirs)).toBeNull()
  })
})
