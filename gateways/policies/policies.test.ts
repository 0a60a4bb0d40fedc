import {
  CrmConnected,
  CrmDisconnected,
  CustomerReferred,
  DealLost,
  DealOpened,
  DealRefunded,
  DealWon,
  DuplicateDismissed,
  dealIdOf,
} from '@kontor/core/deals'
import type { Execute, Message, Meta } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerTermsSet, TermsPublished } from '@kontor/core/partners'
import { accountIdOf, RewardAccrued, rewardIdOf } from '@kontor/core/rewards'
import { expect, test } from 'vitest'
import { testDerivedId, testLog } from '../kernel/testing.ts'
import { commandOf, timersOf } from '../kernel/timer.ts'
import { workOf } from '../kernel/work.ts'
import { policyEffects, policyFire, policySchedules } from './index.ts'

const [tenantId, partnerId, programmeId, customerId] = [id(9), id(1), id(2), id(3)]
const dealId = dealIdOf(testDerivedId, customerId)
const ids = { dealId, customerId, partnerId, programmeId }
const rub = (minor: bigint) => ({ minor, currency: 'RUB' })
const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}T00:00:00.000Z`
const on = (n: number) => testMeta({ tenantId, occurredAt: day(n) })

const referred = (changes: object = {}) => {
  const customer = { customerId, partnerId, programmeId, source: 'manual' as const, name: 'Ольга', nameKeys: [], suspicious: false, ...changes }
  return CustomerReferred(customer, on(2))
}
const crms = `crms-${tenantId}.${tenantId}`
const connected = CrmConnected({ crm: 'bitrix24', portal: 'sandbox', entity: 'deal', funnelId: 0, reconcileSeconds: 60 }, on(1))

type Told = readonly [stream: string, ...messages: readonly Message[]]

/** The commands that follow from one of the events told, with the id of the aggregate they go to. */
const commandsOf = async (cause: Message | undefined, told: readonly Told[]) => {
  const log = testLog()
  const event = told.flatMap(([stream, ...messages]) => log.tell(stream, ...messages)).find(({ data }) => data === cause?.data)
  if (!event) throw new Error('no event')
  const given: { readonly aggregate: string; readonly command: Message }[] = []
  const execute = (async (_decider, aggregate, command) => {
    given.push({ aggregate, command })
    return { position: '1', events: [] }
  }) as Execute
  const meta = (tenant: string, key = ''): Meta =>
    testMeta({ tenantId: tenant, commandId: testDerivedId('item', key), occurredAt: day(30), recordedAt: day(30) })
  const effects = policyEffects({ execute, log, derivedId: testDerivedId })
  for (const { effect } of workOf([event as never], effects, testDerivedId)) {
    const one = effects.find((known) => known.effect === effect)
    expect(await one?.attempt(event, { workItemId: 'item', signal: new AbortController().signal, meta })).toEqual({ is: 'done' })
  }
  return given.map(({ aggregate, command: { type, data, meta: of } }) => ({ type, aggregate, data, at: of.occurredAt, recorded: of.recordedAt }))
}
/** Of the last one. */
const commandsAfter = (...told: readonly Told[]) => commandsOf(told.at(-1)?.at(-1) as Message | undefined, told)
const customers = `customers-${tenantId}.${customerId}`
const opening = (data: object) => [{ type: 'deals.OpenDeal', aggregate: dealId, data, at: day(2), recorded: day(30) }]

test('whoever is referred gets a deal', async () => expect(await commandsAfter([customers, referred()])).toEqual(opening(ids)))
test('their own partner’s duplicate too', async () =>
  expect(await commandsAfter([customers, referred({ duplicateOf: id(5) })])).toEqual(opening(ids)))
test('in the CRM, while one is connected', async () =>
  expect(await commandsAfter([crms, connected], [customers, referred()])).toEqual(opening({ ...ids, crm: 'bitrix24' })))
test('and here again once it is not', async () => {
  const disconnected = CrmDisconnected({ crm: 'bitrix24' }, on(1))
  expect(await commandsAfter([crms, connected, disconnected], [customers, referred()])).toEqual(opening(ids))
})
const doubtful = referred({ duplicateOf: id(5), duplicateOfPartnerId: id(6) })
test('another partner’s duplicate waits', async () => expect(await commandsAfter([customers, doubtful])).toEqual([]))
test('until the operator lets it go on', async () => {
  const dismissed = DuplicateDismissed({ customerId, partnerId, programmeId }, on(2))
  expect(await commandsAfter([customers, doubtful, dismissed])).toEqual(opening(ids))
})

const programme = `programmes-${tenantId}.${programmeId}`
const partner = `partners-${tenantId}.${partnerId}`
const terms = (version: number, percent: string, n: number): Message =>
  TermsPublished({ programmeId, version, percent, holdDays: 14, minimumPayout: rub(0n) }, on(n))
const deals = `deals-${tenantId}.${dealId}`
const opened = DealOpened(ids, on(2))
const won = DealWon({ ...ids, amount: rub(1000n) }, on(5))
const refunded = DealRefunded({ ...ids, refundId: 'r1', amount: rub(400n), refunded: rub(400n) }, on(6))
const lost = DealLost({ ...ids, reason: 'передумали' }, on(7))
const accountId = accountIdOf(testDerivedId, partnerId, 'RUB')
const rewardId = rewardIdOf(testDerivedId, { partnerId, currency: 'RUB', dealId })
const eventId = (revision: number) => testDerivedId(deals, String(revision))
const lineId = (revision: number) => accountId + testDerivedId('line', eventId(revision))
const settling = (changes: object) => ({
  ...{ rewardId, partnerId, customerId, dealId, programmeId, wonAt: day(5), sale: rub(1000n), refunded: rub(0n) },
  ...{ terms: { version: 1, percent: '10', personal: false, holdDays: 14 } },
  ...changes,
})

test('a won deal settles its reward at its own time, under the terms of that time', async () => {
  const [command, ...more] = await commandsAfter(
    [programme, terms(1, '10', 1), terms(2, '20', 6)],
    [partner, PartnerTermsSet({ partnerId, percent: '30' }, on(6))],
    [deals, opened, won],
  )
  const data = settling({ cause: { kind: 'won', eventId: eventId(1) }, lineId: lineId(1) })
  expect(command).toEqual({ type: 'rewards.SettleReward', aggregate: accountId, data, at: day(5), recorded: day(30) })
  expect(more).toEqual([])
})
test('a partner’s own share goes before the programme’s', async () => {
  const own = PartnerTermsSet({ partnerId, percent: '12.5' }, on(3))
  const [command] = await commandsAfter([programme, terms(1, '10', 1)], [partner, own], [deals, opened, won])
  expect(command?.data).toMatchObject({ terms: { version: 1, percent: '12.5', personal: true, holdDays: 14 } })
})
test('a refund is settled by all that was given back, as of the win’s terms', async () => {
  const [command] = await commandsAfter([programme, terms(1, '10', 1), terms(2, '20', 6)], [deals, opened, won, refunded])
  const cause = { kind: 'refunded', eventId: eventId(2), refund: rub(400n) }
  expect(command?.data).toEqual(settling({ refunded: rub(400n), cause, lineId: lineId(2) }))
})
test('what is lost after all is worth nothing', async () => {
  const [command] = await commandsAfter([programme, terms(1, '10', 1)], [deals, opened, won, lost])
  expect(command?.data).toEqual(settling({ sale: rub(0n), cause: { kind: 'lost', eventId: eventId(2) }, lineId: lineId(2) }))
})
test('a fact that is settled late is told where the deal has come since', async () => {
  const told: readonly Told[] = [
    [programme, terms(1, '10', 1)],
    [deals, opened, won, refunded, lost],
  ]
  const [late] = await commandsOf(won, told)
  const latest = { sale: rub(0n), refunded: rub(400n), cause: { kind: 'lost', eventId: eventId(3) } }
  expect(late?.data).toEqual(settling({ cause: { kind: 'won', eventId: eventId(1) }, lineId: lineId(1), latest }))
  expect((await commandsOf(lost, told))[0]?.data).not.toHaveProperty('latest')
})
test('a deal that was never won has no reward', async () =>
  expect(await commandsAfter([programme, terms(1, '10', 1)], [deals, opened, lost])).toEqual([]))
test('nor has one that was won before the programme had terms', async () =>
  expect(await commandsAfter([programme, terms(1, '10', 6)], [deals, opened, won])).toEqual([]))

const accrued = (heldUntil: string) =>
  RewardAccrued(
    {
      ...{ rewardId, partnerId, customerId, dealId, programmeId, amount: rub(1n), base: rub(10n), baseWord: 'deal-amount' },
      ...{ rate: '10', termsVersion: 1, personalRate: false, heldUntil, arithmetic: [{ op: 'base', in: ['10'], out: '10' }], entries: [] },
    },
    on(5),
  )
const timersAfter = async (message: Message) => {
  const log = testLog(RewardAccrued)
  log.tell(`accounts-${tenantId}.${accountId}`, message)
  const { value } = await log.feed({ from: undefined, maxBatch: 1, signal: new AbortController().signal })[Symbol.asyncIterator]().next()
  return timersOf(value.events, policySchedules, testDerivedId)
}
test('a held reward is released when its hold ends', async () => {
  const [timer, ...more] = await timersAfter(accrued(day(19)))
  if (!timer) throw new Error('no timer')
  expect(more).toEqual([])
  expect(timer).toMatchObject({ subject: rewardId, dueAt: day(19), tenantId })
  const given: unknown[] = []
  const execute = (async (decider, aggregate, { type, data, meta }) => {
    given.push([decider.category, aggregate, type, data, meta.occurredAt])
    return { position: '1', events: [] }
  }) as Execute
  await policyFire({ execute })[timer.command.type]?.(commandOf(timer, day(20)))
  expect(given).toEqual([['accounts', accountId, 'rewards.ReleaseReward', { rewardId }, day(19)]])
})
test('one without a hold needs no timer', async () => expect(await timersAfter(accrued(day(5)))).toEqual([]))
