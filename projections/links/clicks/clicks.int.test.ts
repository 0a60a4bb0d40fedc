import { id, testMeta } from '@kontor/core/kernel/testing'
import { ClickRecorded, LinkCreated, linksEvents } from '@kontor/core/links'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { viewTests } from '../../kernel/testing.ts'
import { linksClicks } from './project.ts'
import { audienceOf, clicksByDay, findTouches, totalsOf } from './queries.ts'

const [ours, theirs, anna, boris] = [id(90), id(91), id(1), id(2)]
const moscow = 'Europe/Moscow'

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, linksEvents).given
})
afterAll(() => db.drop())

const link = (n: number, partnerId: string, tenantId = ours) =>
  LinkCreated(
    { linkId: id(n), code: '0123456789ab', partnerId, programmeId: id(50), timeZone: moscow, type: 'direct', title: `Link ${n}` },
    testMeta({ tenantId }),
  )

type Click = Parameters<typeof ClickRecorded>[0]
/** Anna's click on link 10 from one place, unless told otherwise. A visit is what the redirect would make of link, day and visitor. */
const click = (n: number, at: string, { tenantId = ours, ...changes }: Partial<Click> & { readonly tenantId?: string } = {}) => {
  const told = { linkId: id(10), partnerId: anna, visitor: 'v1', day: at.slice(0, 10), kind: 'person' as const, ...changes }
  const place = { code: '0123456789ab', browser: 'Chrome', device: 'phone' as const, dayKey: id(70), address: '10.0.0.1' }
  const visit = `${told.linkId.slice(-2)} ${told.day} ${told.visitor}`
  return ClickRecorded({ clickId: id(n), visit, ...place, ...told }, testMeta({ tenantId, occurredAt: at }))
}
const staff = (tenantId = ours) => ({ tenantId, partnerId: '*' })

test('a day of a link: people once, robots apart, our own tests nowhere', () =>
  given(
    linksClicks,
    link(10, anna),
    click(100, '2026-03-01T10:00:00.000Z'),
    click(101, '2026-03-01T10:00:05.000Z', { kind: 'duplicate' }),
    click(102, '2026-03-01T11:00:00.000Z'),
    click(103, '2026-03-01T11:00:00.000Z', { visitor: 'v2' }),
    click(104, '2026-03-01T11:00:00.000Z', { visitor: 'b1', kind: 'bot' }),
    click(105, '2026-03-01T11:00:00.000Z', { visitor: 'b2', kind: 'prefetch' }),
    click(106, '2026-03-01T11:00:00.000Z', { visitor: 'v3', kind: 'test' }),
    click(107, '2026-03-02T10:00:00.000Z'),
  ).thenRows('links_by_day', [
    { tenant_id: ours, partner_id: anna, link_id: id(10), day: '2026-03-01', clicks: 6, uniques: 2, bots: 2 },
    { tenant_id: ours, partner_id: anna, link_id: id(10), day: '2026-03-02', clicks: 1, uniques: 1, bots: 0 },
  ]))

test('the same marks in two tenants and of two partners are different people', () =>
  given(
    linksClicks,
    ...[link(10, anna), link(10, anna, theirs), link(20, boris)],
    click(100, '2026-03-01T10:00:00.000Z'),
    click(100, '2026-03-01T10:00:00.000Z', { tenantId: theirs }),
    click(101, '2026-03-01T10:00:00.000Z', { linkId: id(20), partnerId: boris }),
  ).thenRows('links_totals', [
    { tenant_id: ours, partner_id: anna, link_id: id(10), clicks: 1, uniques: 1 },
    { tenant_id: ours, partner_id: boris, link_id: id(20), clicks: 1, uniques: 1 },
    { tenant_id: theirs, partner_id: anna, link_id: id(10), clicks: 1, uniques: 1 },
  ]))

describe('asked about', () => {
  const period = { from: '2026-03-01', to: '2026-03-04' }

  beforeAll(() =>
    given(
      linksClicks,
      ...[link(10, anna), link(11, anna), link(20, boris), link(30, anna, theirs)],
      // Half past eleven in the evening in UTC is the next day in Moscow.
      click(100, '2026-03-01T23:30:00.000Z', { day: '2026-03-02', refererHost: 't.me' }),
      click(101, '2026-03-02T12:00:00.000Z', { day: '2026-03-02', visitor: 'v2', device: 'desktop' }),
      click(102, '2026-03-02T12:00:00.000Z', { visitor: 'b1', kind: 'bot', refererHost: 'bot.test' }),
      click(103, '2026-03-03T12:00:00.000Z', { linkId: id(20), partnerId: boris }),
      click(104, '2026-03-03T13:00:00.000Z', { linkId: id(11), kind: 'test' }),
      click(105, '2026-01-02T13:00:00.000Z', { linkId: id(20), partnerId: boris }),
      click(106, '2026-03-03T12:00:00.000Z', { linkId: id(30), tenantId: theirs }),
      click(107, '2026-03-03T14:00:00.000Z', { linkId: id(11), visitor: 'v9' }),
    ).thenRows('links_zones', [{}, {}, {}, {}]),
  )
  const days = (scope: Partial<Parameters<typeof clicksByDay>[1]>, actor = staff()) =>
    db.asTenant(actor, (tx) => clicksByDay(tx, { ...period, tz: moscow, ...scope }))

  test('a link, by day in its own zone and in another, every day there', async () => {
    expect(await days({ linkId: id(10) })).toEqual([
      { date: '2026-03-03', clicks: 0, unique: 0, bots: 0 },
      { date: '2026-03-02', clicks: 3, unique: 2, bots: 1 },
      { date: '2026-03-01', clicks: 0, unique: 0, bots: 0 },
    ])
    expect(await days({ linkId: id(10), tz: 'UTC' })).toEqual([
      { date: '2026-03-03', clicks: 0, unique: 0, bots: 0 },
      { date: '2026-03-02', clicks: 2, unique: 1, bots: 1 },
      { date: '2026-03-01', clicks: 1, unique: 1, bots: 0 },
    ])
    expect(await days({ linkId: id(10), from: '2026-03-04' })).toEqual([])
  })

  test.each([moscow, 'UTC'])('a tenant, one of its partners, or that partner by themselves, counted in %s', async (tz) => {
    const total = async (...call: Parameters<typeof days>) => (await days({ ...call[0], tz }, call[1])).reduce((sum, day) => sum + day.clicks, 0)
    expect(await total({})).toBe(5)
    expect(await total({ partnerId: boris })).toBe(1)
    expect(await total({}, { tenantId: ours, partnerId: boris })).toBe(1)
    expect(await total({ partnerId: anna }, { tenantId: ours, partnerId: boris })).toBe(0)
    expect(await total({}, staff(theirs))).toBe(1)
  })

  test('where they came from, without robots, and the newest clicks of any kind', async () => {
    const audience = await db.asTenant(staff(), (tx) => audienceOf(tx, { linkId: id(10), ...period, tz: moscow }))
    expect(audience.referers).toEqual([
      { host: 't.me', clicks: 1 },
      { host: null, clicks: 1 },
    ])
    expect(audience.devices).toEqual([
      { device: 'desktop', clicks: 1 },
      { device: 'phone', clicks: 1 },
    ])
    expect(audience.recent.map(({ clickId }) => clickId)).toEqual([id(102), id(101), id(100)])
    expect(audience.recent[2]).toEqual({
      ...{ clickId: id(100), kind: 'person', browser: 'Chrome', device: 'phone', refererHost: 't.me', occurredAt: '2026-03-01T23:30:00.000Z' },
    })
  })

  test('totals, of own links alone', async () => {
    const totals = (partnerId: string) => db.asTenant({ tenantId: ours, partnerId }, (tx) => totalsOf(tx, [id(10), id(11), id(20)]))
    expect([...(await totals(anna))]).toEqual([
      [id(10), { clicks: 3, unique: 2, bots: 1 }],
      [id(11), { clicks: 1, unique: 1, bots: 0 }],
    ])
    expect([...(await totals(boris)).keys()]).toEqual([id(20)])
  })

  test('what else a visitor followed: of any partner, earlier, within thirty days, and of this tenant', async () => {
    const touches = (clickId: string, tenantId = ours) => db.asTenant(staff(tenantId), (tx) => findTouches(tx, { clickId }))
    expect((await touches(id(103))).map(({ clickId, partnerId }) => [clickId, partnerId])).toEqual([
      [id(103), boris],
      [id(100), anna],
    ])
    expect((await touches(id(102))).map(({ clickId }) => clickId)).toEqual([id(102)])
    expect(await touches(id(103), theirs)).toEqual([])
    expect(await touches(id(999))).toEqual([])
    expect((await touches(id(100)))[0]).toMatchObject({ linkId: id(10), occurredAt: '2026-03-01T23:30:00.000Z', revision: '0', stream: /.+/ })
  })
})
