import { expect, test } from 'vitest'
import { otherPortal, portal, sandboxBench } from './testing.ts'

const bench = sandboxBench()
const resultOf = async <T = Record<string, unknown>>(method: string, parameters?: object, of?: string) =>
  (await bench.call(method, parameters, of)).body['result'] as T
type Item = { item: { id: number } & Record<string, unknown> }
const add = async (fields: object, entityTypeId = 2, of?: string) => (await resultOf<Item>('crm.item.add', { entityTypeId, fields }, of)).item

test('the old method answers text, the new one numbers; both know times with their offset', async () => {
  const { id, ...deal } = await add({ title: 'Иван', opportunity: 1234.5, originId: 'o1', originatorId: 'kontor', nobodyKnows: 1 })
  expect(deal).toMatchObject({
    stageId: 'NEW',
    categoryId: 0,
    opportunity: 1234.5,
    stageSemanticId: 'P',
    closed: 'N',
    updatedTime: '2026-01-01T03:00:00+03:00',
  })
  expect(deal).not.toHaveProperty('nobodyKnows')
  expect(await resultOf('crm.deal.get', { id })).toMatchObject({
    ID: String(id),
    OPPORTUNITY: '1234.50',
    CATEGORY_ID: '0',
    CLOSED: 'N',
    ORIGIN_ID: 'o1',
  })
})
test('JSON or a form, with .json or without: the same', async () => {
  const { id } = await add({ title: 'Форма' })
  const url = bench.sandbox.webhookUrl(portal)
  const form = new URLSearchParams({ entityTypeId: '2', 'filter[id]': String(id), 'order[id]': 'DESC' })
  for (const [path, body] of [
    ['crm.item.list', form],
    ['crm.item.list.json', form],
    [`crm.item.list?${form}`, ''],
  ] as const) {
    const answer = (await (await fetch(url + path, { method: 'POST', body })).json()) as { result: { items: { id: number }[] }; total: number }
    expect([answer.result.items.map((item) => item.id), answer.total]).toEqual([[id], 1])
  }
})
test('an answer says how long it took and when the method’s time begins anew', async () => {
  expect((await bench.call('profile')).body['time']).toEqual({
    start: 1_767_225_600,
    finish: 1_767_225_600,
    duration: 0,
    processing: 0,
    date_start: '2026-01-01T03:00:00+03:00',
    date_finish: '2026-01-01T03:00:00+03:00',
    operating_reset_at: 1_767_226_200,
    operating: 0,
  })
})
test('what a change changes: the fields named, the time, and with the stage the time of the move', async () => {
  const { id } = await add({ title: 'Движение', opportunity: '10' })
  bench.clock.advance(5_000)
  const named = (await resultOf<Item>('crm.item.update', { entityTypeId: 2, id, fields: { title: 'Движение 2' } })).item
  expect(named).toMatchObject({
    title: 'Движение 2',
    opportunity: 10,
    updatedTime: '2026-01-01T03:00:05+03:00',
    movedTime: '2026-01-01T03:00:00+03:00',
  })
  bench.clock.advance(5_000)
  const moved = (await resultOf<Item>('crm.item.update', { entityTypeId: 2, id, fields: { stageId: 'WON' } })).item
  expect(moved).toMatchObject({ stageSemanticId: 'S', closed: 'Y', movedTime: '2026-01-01T03:00:10+03:00' })
  const changed = await resultOf<{ items: { id: number }[] }>('crm.item.list', {
    entityTypeId: 2,
    filter: { '>=updatedTime': '2026-01-01T03:00:10+03:00' },
  })
  expect(changed.items.map((item) => item.id)).toEqual([id])
})
test.each([
  ['crm.item.get', { entityTypeId: 2, id: 999_999 }, 400, 'NOT_FOUND'],
  ['crm.item.get', { entityTypeId: 177, id: 1 }, 400, 'NOT_FOUND'],
  ['crm.deal.get', { id: 999_999 }, 400, ''],
  ['crm.item.add', { entityTypeId: 2, fields: { stageId: 'C9:NEW' } }, 400, ''],
  ['crm.no.such', {}, 404, 'ERROR_METHOD_NOT_FOUND'],
])('%s %o answers %i %s', async (method, parameters, status, error) => {
  const answer = await bench.call(method, parameters)
  expect([answer.status, answer.body['error']]).toEqual([status, error])
})
test('a secret that is none opens nothing, and a portal holds its own alone', async () => {
  const url = bench.sandbox.webhookUrl(portal).replace('a00/', 'a01/')
  const refused = await fetch(`${url}scope`)
  expect([refused.status, await refused.json()]).toMatchObject([401, { error: 'INVALID_CREDENTIALS' }])
  const { id } = await add({ title: 'Чужая' }, 2, otherPortal)
  expect((await bench.call('crm.item.get', { entityTypeId: 2, id })).status).toBe(400)
  expect((await bench.call('crm.item.update', { entityTypeId: 2, id, fields: { title: 'Моя' } })).status).toBe(400)
  expect((await bench.call('crm.item.delete', { entityTypeId: 2, id })).status).toBe(400)
})
test('a contact is found by its telephone number however it is written, and by its e-mail', async () => {
  const fm = [
    { typeId: 'PHONE', valueType: 'WORK', value: '+7 (900) 000-11-22' },
    { typeId: 'EMAIL', valueType: 'WORK', value: 'Anna@Mail.test' },
  ]
  const { id } = await add({ name: 'Анна', fm }, 3)
  expect(await resultOf('crm.duplicate.findbycomm', { type: 'PHONE', values: ['79000001122'] })).toEqual({ CONTACT: [id] })
  expect(await resultOf('crm.duplicate.findbycomm', { type: 'EMAIL', values: ['anna@mail.test'] })).toEqual({ CONTACT: [id] })
  expect(await resultOf('crm.duplicate.findbycomm', { type: 'EMAIL', values: ['bob@mail.test'] })).toEqual([])
})
test('a batch answers 200 with its failures inside, leads results on, and has one empty value for all', async () => {
  const cmd = {
    who: `crm.item.add?${new URLSearchParams({ entityTypeId: '3', 'fields[name]': 'Пётр' })}`,
    what: 'crm.item.add?entityTypeId=2&fields[title]=x&fields[contactId]=$result[who][item][id]',
    bad: 'crm.item.get?entityTypeId=2&id=999999',
    nest: 'batch?cmd[a]=scope',
  }
  const { status, body } = await bench.call('batch', { halt: 0, cmd })
  const { result, result_error } = body['result'] as { result: Record<string, Item>; result_error: object }
  expect(status).toBe(200)
  expect(result['what']?.item['contactId']).toBe(result['who']?.item.id)
  expect(result_error).toMatchObject({ bad: { error: 'NOT_FOUND' }, nest: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' } })
  expect((await bench.call('batch', { cmd: { a: 'scope' } })).body['result']).toMatchObject({
    result: { a: ['crm'] },
    result_error: [],
    result_next: [],
  })
  const many = Object.fromEntries(Array.from({ length: 52 }, (_, n) => [`c${n}`, 'scope']))
  expect(Object.keys(((await bench.call('batch', { cmd: many })).body['result'] as { result_error: object }).result_error)).toHaveLength(2)
})
test('a list comes in pages of fifty, and says where the next begins', async () => {
  for (let n = 0; n < 51; n++) await bench.sandbox.port.seed(otherPortal, [seedOf(5_000 + n)])
  const filter = { '>=id': 5_000 }
  const first = await bench.call('crm.item.list', { entityTypeId: 2, filter, order: { id: 'ASC' } }, otherPortal)
  expect([first.body['total'], first.body['next']]).toEqual([51, 50])
  const second = await bench.call('crm.item.list', { entityTypeId: 2, filter, start: 50 }, otherPortal)
  expect((second.body['result'] as { items: unknown[] }).items).toHaveLength(1)
  expect(second.body).not.toHaveProperty('next')
})

const at = '2025-12-01T00:00:00.000Z'
const seedOf = (id: number) => ({
  id,
  title: `Сделка ${id}`,
  stageId: 'WON',
  opportunity: 1_234_567n,
  currency: 'RUB',
  originId: `o${id}`,
  name: 'Имя',
  phone: '+7',
  createdAt: at,
  updatedAt: at,
})
test('a history stays as it was brought in; ids given out later are larger, also after a restart', async () => {
  await bench.sandbox.port.seed(portal, [seedOf(9_000)])
  await bench.sandbox.port.seed(portal, [{ ...seedOf(9_000), title: 'Другая' }])
  expect(await resultOf('crm.deal.get', { id: 9_000 })).toMatchObject({
    TITLE: 'Сделка 9000',
    OPPORTUNITY: '12345.67',
    STAGE_ID: 'WON',
    CONTACT_ID: '9000',
  })
  await bench.restart()
  expect((await add({ title: 'Новая' })).id).toBeGreaterThan(9_000)
  expect(await bench.sandbox.port.deals('СДЕЛКА 9000')).toMatchObject([{ ID: '9000' }])
})
test('more than a portal bears is refused, until it has drained', async () => {
  await bench.restart()
  const answers = await Promise.all(Array.from({ length: 260 }, () => bench.call('scope')))
  expect(answers.filter(({ status }) => status === 503)).toHaveLength(10)
  expect(answers.find(({ status }) => status === 503)?.body).toMatchObject({ error: 'QUERY_LIMIT_EXCEEDED' })
  bench.clock.advance(1_000)
  expect((await bench.call('scope')).status).toBe(200)
})
