import jsqr from 'jsqr'
import { PNG } from 'pngjs'
import { callerOf, demoPerson } from '../infra/testing/caller.ts'
import { userAgents } from './browsers.ts'
import { expect, test } from './house.ts'
import { joined, type Money, outsideOf, stranger } from './outside.ts'
import { reckonedAgain, type Step } from './reckoned-again.ts'

type Items<T> = { readonly items: readonly T[] }
type Link = { readonly linkId: string; readonly code: string; readonly url: string; readonly position: string }
type Sent = { readonly customerId: string; readonly position: string }
type Deal = { readonly dealId: string; readonly status: string; readonly amount?: Money }
type Reward = { readonly rewardId: string; readonly customerId: string; readonly amount: Money; readonly status: string; readonly reverses?: string }
type Balance = { readonly currency: string; readonly available: string; readonly held: string; readonly requested: string; readonly paid: string }
type Told = { readonly event: string; readonly stream: string; readonly revision: string; readonly position: string }
type Explained = { readonly amount: Money; readonly steps: readonly Told[]; readonly arithmetic: readonly Step[] }
type Requested = { readonly payoutId: string; readonly amount: Money; readonly position: string }

const direct = { type: 'direct', title: 'Осенняя распродажа', targetUrl: 'https://shop.test/?utm_source=own&a=1#top', utm: { source: 'partner' } }
const rub = (minor: string): Money => ({ minor, currency: 'RUB' })

test('a script walks the whole spine by api.md: from a link to a paid reward, and the refund that takes some of it back', async ({ kontor }) => {
  const { ask, until, inCrm } = outsideOf(kontor.url)
  const { token } = await joined(kontor.url, 'Анна')
  const owner = { token: await callerOf(kontor.url).signIn(demoPerson('owner')) }
  const partner = { token }
  const ivan = stranger('ООО Ромашка')

  const made = await ask<Link>('POST', '/api/v1/links', direct, partner)
  expect(made.status).toBe(201)
  const { code, url, linkId } = made.body
  const clicked = await ask('GET', url, undefined, { headers: { 'user-agent': userAgents.desktop } })
  expect(clicked.status).toBe(302)
  const target = new URL(clicked.headers.get('location') ?? '')
  const kid = target.searchParams.get('kid')
  expect([target.origin, target.hash]).toEqual(['https://shop.test', '#top'])
  expect(Array.from(target.searchParams).sort()).toEqual(Object.entries({ a: '1', kid, utm_source: 'partner' }))

  const sent = await ask<Sent>('POST', `/f/${code}`, { ...ivan, consent: true, kid })
  expect(sent.status).toBe(201)
  const { customerId, position } = sent.body
  const customer = await ask('GET', `/api/v1/customers/${customerId}?after=${position}`, undefined, partner)
  expect(customer.body).toMatchObject({ customerId, ...ivan, source: 'form', linkId, clickId: kid })
  const clicks = await ask<Items<object>>('GET', `/api/v1/links/${linkId}/clicks?tz=Europe/Moscow&after=${position}`, undefined, partner)
  expect(clicks.body.items[0]).toMatchObject({ clicks: 1, unique: 1, bots: 0 })

  const deal = await inCrm(ivan.name)
  expect(deal.TITLE).toContain(ivan.name)
  const won = await ask('POST', `/sandbox/bitrix24/deals/${deal.ID}`, { STAGE_ID: 'WON', OPPORTUNITY: '12345.00' })
  expect([won.status, won.body]).toEqual([200, expect.objectContaining({ STAGE_ID: 'WON', OPPORTUNITY: '12345.00' })])

  const rewards = await until<Items<Reward>>('the reward', '/api/v1/rewards', partner, ({ items }) =>
    items.some(({ status }) => status === 'available'),
  )
  expect(rewards.items).toHaveLength(1)
  const rewardId = rewards.items[0]?.rewardId ?? ''
  expect(rewards.items[0]).toMatchObject({ customerId, amount: rub('123450'), base: rub('1234500'), rate: '10', baseWord: 'deal-amount' })

  const explained = async (id: string) => (await ask<Explained>('GET', `/api/v1/rewards/${id}/explain`, undefined, owner)).body
  const follows = async (id: string, minor: string) => {
    const { amount, steps, arithmetic } = await explained(id)
    expect(amount).toEqual(rub(minor))
    expect(reckonedAgain(arithmetic)).toBe(minor)
    for (const { event, stream, revision, position: at } of steps) {
      const { status, body } = await ask<{ readonly events: readonly object[] }>(
        'GET',
        `/api/v1/audit/streams/${stream}?at=${revision}`,
        undefined,
        owner,
      )
      expect(status, stream).toBe(200)
      expect(body.events, `${event} in ${stream}`).toContainEqual(expect.objectContaining({ type: event, revision, position: at }))
    }
    return steps.map(({ event }) => event)
  }
  const events = await follows(rewardId, '123450')
  expect([events[0], events.at(-1)]).toEqual(['links.ClickRecorded', 'rewards.RewardReleased'])

  const balance = async (query = '') => (await ask<Items<Balance>>('GET', `/api/v1/rewards/balance${query}`, undefined, partner)).body.items
  expect(await balance()).toEqual([{ currency: 'RUB', available: '123450', held: '0', requested: '0', paid: '0' }])
  const preview = await ask('POST', '/api/v1/payouts/preview', { rewardIds: [rewardId] }, partner)
  expect(preview.body).toMatchObject({ amount: rub('123450'), payable: true, whyNot: [] })
  const key = crypto.randomUUID()
  const requested = await ask<Requested>('POST', '/api/v1/payouts', { rewardIds: [rewardId], comment: 'На карту' }, { ...partner, key })
  expect([requested.status, requested.body.amount]).toEqual([201, rub('123450')])
  const again = await ask('POST', '/api/v1/payouts', { rewardIds: [rewardId], comment: 'На карту' }, { ...partner, key })
  expect([again.status, again.body]).toEqual([201, requested.body])
  const taken = await ask('POST', '/api/v1/payouts', { rewardIds: [rewardId] }, partner)
  expect([taken.status, taken.body]).toEqual([409, expect.objectContaining({ code: 'payout.reward-taken' })])

  const { payoutId } = requested.body
  const tooEarly = await ask('POST', `/api/v1/payouts/${payoutId}/paid`, { reference: '88412' }, owner)
  expect([tooEarly.status, tooEarly.body]).toEqual([409, expect.objectContaining({ code: 'payout.not-approved' })])
  expect((await ask('POST', `/api/v1/payouts/${payoutId}/approve`, {}, partner)).status).toBe(403)
  expect((await ask('POST', `/api/v1/payouts/${payoutId}/approve`, { comment: 'Проверено' }, owner)).status).toBe(200)
  const paid = await ask<{ readonly position: string }>(
    'POST',
    `/api/v1/payouts/${payoutId}/paid`,
    { reference: '88412' },
    { ...owner, key: `${key}-paid` },
  )
  expect(paid.status).toBe(200)
  const paidAgain = await ask('POST', `/api/v1/payouts/${payoutId}/paid`, { reference: '88412' }, { ...owner, key: `${key}-paid` })
  expect([paidAgain.status, paidAgain.body]).toEqual([200, paid.body])
  const payout = await ask<{ readonly paidAt: string }>('GET', `/api/v1/payouts/${payoutId}?after=${paid.body.position}`, undefined, partner)
  expect(payout.body).toMatchObject({ payoutId, status: 'paid', amount: rub('123450'), reference: '88412' })
  const whenPaid = [{ currency: 'RUB', available: '0', held: '0', requested: '0', paid: '123450' }]
  expect(await balance(`?after=${paid.body.position}`)).toEqual(whenPaid)

  const { deal: lasting } = (await ask<{ readonly deal: Deal }>('GET', `/api/v1/customers/${customerId}`, undefined, owner)).body
  expect(lasting).toMatchObject({ status: 'won', amount: rub('1234500') })
  const refunded = { amount: rub('500000'), externalId: `refund-${key}` }
  expect((await ask('POST', `/api/v1/deals/${lasting.dealId}/refund`, refunded, owner)).status).toBe(200)
  const after = await until<Items<Reward>>('the negative row', '/api/v1/rewards', partner, ({ items }) => items.length > 1)
  expect(after.items[0]).toMatchObject({ reverses: rewardId, amount: rub('-50000'), status: 'available' })
  expect(after.items[1]).toMatchObject({ rewardId, amount: rub('123450'), status: 'paid' })
  await follows(after.items[0]?.rewardId ?? '', '-50000')
  expect(await balance()).toEqual([{ currency: 'RUB', available: '-50000', held: '0', requested: '0', paid: '123450' }])
  expect(await balance(`?asOf=${encodeURIComponent(payout.body.paidAt)}`)).toEqual(whenPaid)
  const nothing = await ask('POST', '/api/v1/payouts', { rewardIds: [after.items[0]?.rewardId] }, partner)
  expect([nothing.status, nothing.body]).toEqual([422, expect.objectContaining({ code: 'payout.nothing-to-pay' })])
})

test('a link by api.md: its QR code reads as its address, its form takes a browser’s post, and turned off it is gone', async ({ kontor }) => {
  const { ask } = outsideOf(kontor.url)
  const partner = { token: (await joined(kontor.url, 'Илья')).token }
  const key = crypto.randomUUID()
  const made = await ask<Link>('POST', '/api/v1/links', direct, { ...partner, key })
  const again = await ask<Link>('POST', '/api/v1/links', direct, { ...partner, key })
  expect([again.status, again.body]).toEqual([201, made.body])
  const { linkId, code, url } = made.body

  const { bytes } = await ask('GET', `/api/v1/links/${linkId}/qr.png`, undefined, partner)
  const { data, width, height } = PNG.sync.read(bytes)
  expect(jsqr.default(new Uint8ClampedArray(data), width, height)?.data).toBe(url)
  expect((await ask<string>('GET', `/api/v1/links/${linkId}/qr.svg`, undefined, partner)).body).toContain('<svg')
  const embed = await ask<{ readonly html: string }>('GET', `/api/v1/links/${linkId}/embed`, undefined, partner)
  expect(embed.body.html).toContain(`${new URL(url).origin}/f/${code}?embed=1`)

  const form = new URLSearchParams({ ...stranger('Пётр'), consent: 'on' })
  const posted = await ask('POST', `/f/${code}`, form)
  expect([posted.status, posted.headers.get('location')]).toEqual([303, expect.stringContaining(`/f/${code}/thanks`)])
  const incomplete = await ask('POST', `/f/${code}`, { name: 'Пётр', consent: true })
  expect([incomplete.status, incomplete.headers.get('content-type')]).toEqual([422, expect.stringContaining('application/problem+json')])
  const unlike = await ask<{ readonly errors: readonly object[] }>('POST', '/api/v1/links', { ...direct, targetUrl: 'javascript:alert(1)' }, partner)
  expect([unlike.status, unlike.body]).toEqual([422, expect.objectContaining({ code: 'request.invalid' })])
  expect(unlike.body.errors).toContainEqual(expect.objectContaining({ pointer: '/targetUrl' }))

  expect((await ask('DELETE', `/api/v1/links/${linkId}`, undefined, partner)).status).toBe(200)
  expect((await ask('GET', `/r/${code}`)).status).toBe(410)
  expect((await ask('GET', `/f/${code}`)).status).toBe(410)
  expect((await ask('GET', '/r/nobodys0')).status).toBe(404)
})
