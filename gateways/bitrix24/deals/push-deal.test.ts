import { CustomerAttributed, CustomerReferred, DealOpened, dealsEvents } from '@kontor/core/deals'
import { commandHandler, type EventLog, erased, type Message } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { testDerivedId, testLog } from '../../kernel/testing.ts'
import type { Portal, Posted } from '../portal.ts'
import { pushDeal } from './push-deal.ts'

const now = Date.parse('2026-01-01T00:00:00.000Z')
const tenantId = id(9)
const meta = testMeta({ tenantId, recordedAt: '2026-01-01T00:00:00.000Z' })
const [dealId, customerId, partnerId, programmeId] = [id(1), id(2), id(3), id(4)]
const person = { name: 'Анна', phone: '+79000000001', email: 'anna@mail.test', company: 'Ромашка' }
const referred = CustomerReferred({ customerId, partnerId, programmeId, source: 'manual', ...person, nameKeys: [], suspicious: false }, meta)
const attributed = CustomerAttributed({ customerId, partnerId, rule: 'manual', windowDays: 30, otherTouches: [] }, meta)
const said = (body: object, status = 200): Posted => ({ is: 'answered', status, body: JSON.stringify(body) })
const found = (members: object) => said({ result: { result: members, result_error: [] } })
const nothing = found({ deals: { items: [] }, byPhone: [], byEmail: [] })
const added = (n: number) => said({ result: { item: { id: n } } })

/** A portal that answers so, call by call, and a log in memory with one deal to be handed over. */
const house = (answers: readonly Posted[], { customer = referred, turn = { is: 'taken' } as object } = {}) => {
  const log = testLog(...dealsEvents)
  const calls: { method: string; json: Record<string, unknown> }[] = []
  const append: EventLog['append'] = async (stream, _expected, events) => {
    log.tell(stream, ...events.map(({ event }) => event))
    return { position: '1' }
  }
  const portal: Portal = {
    name: 'shop.test',
    webhookUrl: 'https://shop.test/rest/1/secret/',
    funnelId: 3,
    stageId: 'C3:NEW',
    limit: { key: 'k', capacity: 50, refillPerSec: 2 },
    dealUrl: (externalId) => `https://shop.test/${externalId}`,
    post: async (url, json) => {
      calls.push({ method: url.slice('https://shop.test/rest/1/secret/'.length, -'.json'.length), json: JSON.parse(json) })
      return answers[calls.length - 1] ?? { is: 'unknown', why: 'nobody expected this call' }
    },
  }
  const drained: string[] = []
  const limits = { take: async () => turn as { is: 'taken' }, drain: async ({ key }: { key: string }) => void drained.push(key) }
  const execute = commandHandler({ log: { read: log.read, append }, eventId: (commandId, index) => testDerivedId(commandId, String(index)) })
  const ports = { log, execute, limits, derivedId: testDerivedId, linkCode: (linkId: string) => linkId, now: () => now, random: () => 0 }
  log.tell(`customers-${tenantId}.${customerId}`, customer, attributed)
  const [opened] = log.tell(`deals-${tenantId}.${dealId}`, DealOpened({ dealId, customerId, partnerId, programmeId, crm: 'bitrix24' }, meta))
  if (!opened) throw new Error('the deal is open')
  const attempt = (options: { isLast?: boolean; connected?: boolean } = {}) => {
    const portalOf = async () => (options.connected === false ? undefined : portal)
    const { attempt: once } = pushDeal({ ...ports, portalOf })
    const metaOf = (of: string, key = '') => ({ ...meta, tenantId: of, commandId: testDerivedId('item', key) })
    return once(opened, { workItemId: 'item', signal: new AbortController().signal, isLast: options.isLast ?? false, meta: metaOf })
  }
  const events = async () => (await log.read(`deals-${tenantId}.${dealId}`)).events.slice(1) as readonly Message[]
  return { attempt, calls, drained, events }
}

test('looks, then adds whom it is with, then the deal, and tells where it is', async () => {
  const { attempt, calls, events } = house([nothing, added(70), added(7)])
  expect(await attempt()).toEqual({ is: 'done' })
  expect(calls.map(({ method }) => method)).toEqual(['batch', 'crm.item.add', 'crm.item.add'])
  expect(calls[1]?.json).toMatchObject({ entityTypeId: 3, fields: { name: 'Анна', fm: [{ typeId: 'PHONE' }, { typeId: 'EMAIL' }] } })
  const fields = { title: 'Анна (Ромашка)', categoryId: 3, stageId: 'C3:NEW', contactId: 70, originatorId: 'kontor', originId: dealId }
  expect(calls[2]?.json).toMatchObject({ entityTypeId: 2, fields })
  expect(await events()).toMatchObject([{ type: 'deals.DealPushed', data: { externalId: '7', portal: 'shop.test', url: 'https://shop.test/7' } }])
})
test('a deal that is there is not added again, and one that has arrived is not even looked for', async () => {
  const item = { id: 7, stageId: 'NEW', updatedTime: '2026-01-01T00:00:00+00:00' }
  const { attempt, calls, events } = house([found({ deals: { items: [item] }, byPhone: [], byEmail: [] })])
  expect([await attempt(), await attempt()]).toEqual([{ is: 'done' }, { is: 'done' }])
  expect(calls).toHaveLength(1)
  expect(await events()).toHaveLength(1)
})
test('whom the portal knows is not added again', async () => {
  const { attempt, calls } = house([found({ deals: { items: [] }, byPhone: [], byEmail: { CONTACT: ['55', 56] } }), added(7)])
  await attempt()
  expect(calls[1]?.json).toMatchObject({ entityTypeId: 2, fields: { contactId: 55 } })
})
test('an answer that was lost is unknown, and nothing is said of it', async () => {
  const { attempt, events } = house([nothing, added(70), { is: 'unknown', why: 'broke' }])
  expect(await attempt()).toEqual({ is: 'unknown', detail: 'broke' })
  expect(await events()).toEqual([])
})
test('what the CRM refuses is told on the deal in its words, and parked', async () => {
  const { attempt, events } = house([nothing, said({ error: '', error_description: 'Заполните поле «Источник»' }, 400)])
  expect(await attempt()).toMatchObject({ is: 'parked' })
  expect(await events()).toMatchObject([{ type: 'deals.DealPushFailed', data: { reason: 'Заполните поле «Источник»' } }])
})
test('what could not be done at last is told, too; what only has to wait is not', async () => {
  const away: Posted = { is: 'not-sent', why: 'the connection failed (ECONNREFUSED)' }
  const last = house([away])
  await last.attempt({ isLast: true })
  expect(await last.events()).toMatchObject([{ type: 'deals.DealPushFailed' }])
  const early = house([away])
  expect(await early.attempt()).toMatchObject({ is: 'retry' })
  const busy = house([said({ error: 'QUERY_LIMIT_EXCEEDED' }, 503)])
  expect(await busy.attempt({ isLast: true })).toMatchObject({ is: 'retry', notBefore: '2026-01-01T00:00:01.000Z' })
  expect([await early.events(), await busy.events(), busy.drained]).toEqual([[], [], ['k']])
})
test('without a turn nothing is asked', async () => {
  const { attempt, calls } = house([], { turn: { is: 'full', until: now + 4_000 } })
  expect(await attempt()).toEqual({ is: 'retry', reason: 'the limit of the portal', notBefore: '2026-01-01T00:00:04.000Z' })
  expect(calls).toEqual([])
})
test('who was erased is told of to nobody', async () => {
  const { attempt, calls } = house([], { customer: { ...referred, data: { ...referred.data, name: erased } } })
  expect([await attempt(), calls]).toEqual([{ is: 'done' }, []])
})
test('without a CRM the deal waits, and says so', async () => {
  const { attempt, events } = house([])
  expect(await attempt({ connected: false })).toMatchObject({ is: 'parked' })
  expect(await events()).toMatchObject([{ type: 'deals.DealPushFailed', data: { reason: 'No CRM is connected.' } }])
})
