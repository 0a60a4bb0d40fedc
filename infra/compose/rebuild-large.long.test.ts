import { readFileSync } from 'node:fs'
import { CustomerAttributed, CustomerReferred, DealOpened, DealStageMoved, DealWon } from '@kontor/core/deals'
import { ErasePerson, persons } from '@kontor/core/identity'
import { type Message, move } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { ClickRecorded } from '@kontor/core/links'
import { PublishTerms, programmes } from '@kontor/core/partners'
import { RewardAccrued, RewardReleased } from '@kontor/core/rewards'
import { fingerprint, tablesIn } from '@kontor/projections/kernel'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestHouse, testHouse } from '../testing/house.ts'
import { allProjections } from './views.ts'

const [tenant, programmeId] = [id(0xabc), id(0xabd)]
/** Of a thousand customers seven events each; the rest are clicks, in batches as the intake writes them. */
const [customers, clickBatches, batch] = [1_000, 364, 256]

let house: TestHouse
beforeAll(async () => {
  house = await testHouse({ KONTOR_DEMO_HISTORY: '1' })
}, 240_000)
afterAll(() => house?.close(), 60_000)

/** A day of the last half year, so that the figures by day have many rows. */
const moment = (n: number) => new Date(Date.UTC(2026, 4, 1) + (n % 180) * 86_400_000 + (n % 1_440) * 60_000).toISOString()
const metaAt = (n: number) =>
  testMeta({ tenantId: tenant, commandId: id(0x900000 + n), occurredAt: moment(n), recordedAt: moment(n), source: 'start' })
const of = (kind: number, n: number) => id(kind * 0x1000000 + n)

const click = (n: number): Message =>
  ClickRecorded(
    {
      clickId: of(1, n),
      linkId: of(2, n % 200),
      code: 'abcdefghjkmn',
      partnerId: of(3, n % 50),
      kind: n % 7 === 0 ? 'bot' : 'person',
      day: moment(n).slice(0, 10),
      visit: `visit ${n % 40_000}`,
      browser: 'Chrome',
      device: 'phone',
      dayKey: of(4, n % 180),
      address: '203.0.113.1',
      visitor: `visitor ${n % 9_000}`,
    },
    metaAt(n),
  )

const sale = (n: number) => {
  const [customerId, dealId, partnerId] = [of(5, n), of(6, n), of(3, n % 50)]
  const ids = { customerId, partnerId }
  const amount = { minor: BigInt(1_000 + n * 37), currency: 'RUB' }
  const reward = { rewardId: partnerId + of(7, n), ...ids, dealId }
  const person = { source: 'form' as const, name: `Customer ${n}`, phone: `+7900${n}`, nameKeys: [], suspicious: false }
  const arithmetic = [{ op: 'base' as const, in: [String(amount.minor)], out: String(amount.minor) }]
  const terms = { base: amount, baseWord: 'deal-amount' as const, rate: '100', termsVersion: 1, personalRate: false, heldUntil: moment(n) }
  return {
    customer: [
      CustomerReferred({ ...ids, programmeId, ...person }, metaAt(n)),
      CustomerAttributed({ ...ids, rule: 'link', windowDays: 30, otherTouches: [] }, metaAt(n)),
    ],
    deal: [
      DealOpened({ dealId, ...ids, programmeId }, metaAt(n)),
      DealStageMoved({ dealId, ...ids, stageId: 'WON', stageName: 'Won', funnelId: 0 }, metaAt(n)),
      DealWon({ dealId, ...ids, programmeId, amount }, metaAt(n)),
    ],
    account: [
      RewardAccrued({ ...reward, programmeId, amount, ...terms, arithmetic, entries: move('programme', 'held', amount.minor) }, metaAt(n)),
      RewardReleased({ ...reward, entries: move('held', 'available', amount.minor) }, metaAt(n)),
    ],
  }
}

let written = 0
const append = async (stream: string, from: number, messages: readonly Message[]) => {
  const events = messages.map((event, index) => ({ id: house.deps.derivedId(stream, String(from + index)), event }))
  await house.deps.log.append(stream, from === 0 ? 'no-stream' : BigInt(from - 1), events)
  written += events.length
}

const generate = async () => {
  for (let n = 0; n < customers; n += 1) {
    const { customer, deal, account } = sale(n)
    await Promise.all([append(`customers-${tenant}.${of(5, n)}`, 0, customer), append(`deals-${tenant}.${of(6, n)}`, 0, deal)])
    await append(`accounts-${tenant}.${of(3, n % 50)}`, Math.floor(n / 50) * 2, account)
  }
  for (let n = 0; n < clickBatches; n += 1)
    await append(
      `clicks-${of(8, 1)}.20260501`,
      n * batch,
      Array.from({ length: batch }, (_, index) => click(n * batch + index)),
    )
}

const tablesOf = (view: string) => tablesIn(readFileSync(new URL(`../../projections/${view.replace('.', '/')}/table.sql`, import.meta.url), 'utf8'))
const shown = async () => {
  const prints: Record<string, string> = {}
  for (const { name } of allProjections) prints[name] = await fingerprint(house.stores.pools.projector, tablesOf(name))
  return prints
}
const settled = async () => {
  const reader = { tenantId: '', userId: '', role: 'admin', partnerId: undefined } as const
  const head = await house.deps.head()
  await vi.waitFor(
    async () => {
      for (const { name } of allProjections) await house.deps.read(reader, name, head, async () => undefined)
    },
    { timeout: 240_000, interval: 500 },
  )
}

type Won = { readonly items: readonly { readonly dealId: string; readonly customerId: string; readonly partnerId: string }[] }

test('the demo and a hundred thousand events more, after other terms, a refund and an erasure, are the same to the byte when filled anew', async () => {
  const { app, deps } = house
  await generate()
  expect(written).toBeGreaterThanOrEqual(100_000)
  await settled()

  const login = await app.inject({ method: 'POST', url: '/api/v1/auth/login', payload: { email: 'owner@demo.test', password: 'kontor-demo-2026' } })
  const headers = { authorization: `Bearer ${login.json().accessToken}` }
  const { items } = (await app.inject({ url: '/api/v1/deals?status=won&limit=2', headers })).json<Won>()
  const [refunded, forgotten] = items
  if (!refunded || !forgotten) throw new Error('the demo has no won deals')
  const demo = deps.derivedId('seed-demo', 'tenant')
  const programme = deps.derivedId('seed-demo', 'programme')
  const meta = () => testMeta({ tenantId: demo, commandId: deps.newId(), occurredAt: deps.now(), recordedAt: deps.now() })
  const terms = { programmeId: programme, percent: '25', holdDays: 3, minimumPayout: { minor: 0n, currency: 'RUB' } }
  await deps.execute(programmes, programme, PublishTerms(terms, meta()))
  const payload = { amount: { minor: '100', currency: 'RUB' }, externalId: 'return-large' }
  expect((await app.inject({ method: 'POST', url: `/api/v1/deals/${refunded.dealId}/refund`, headers, payload })).statusCode).toBe(200)
  await deps.execute(persons, forgotten.customerId, ErasePerson({ personId: forgotten.customerId, kind: 'customer' }, meta()))
  await deps.execute(persons, forgotten.partnerId, ErasePerson({ personId: forgotten.partnerId, kind: 'partner' }, meta()))
  const name = async () => (await deps.log.read(`customers-${demo}.${forgotten.customerId}`)).events[0]?.data
  await vi.waitFor(async () => expect(await name()).toMatchObject({ name: '[erased]' }), 20_000)
  await vi.waitFor(async () => {
    const { events } = await deps.log.read(`partners-${demo}.${forgotten.partnerId}`)
    expect(events[0]?.data).toMatchObject({ name: '[erased]' })
  }, 20_000)
  // Erasing makes work, which writes events of its own: what is compared is what a log at rest makes.
  await vi.waitFor(async () => {
    const before = await deps.head()
    await settled()
    const live = await shown()
    for (const { name } of allProjections) expect(await (await house.projector?.rebuild(name))?.switched, name).toBe(true)
    const anew = await shown()
    if ((await deps.head()) !== before) throw new Error('the log moved meanwhile')
    expect(anew).toEqual(live)
  }, 590_000)
}, 900_000)
