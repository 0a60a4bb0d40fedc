import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { portal, sandboxBench } from './testing.ts'

let server: Server
const heard: URLSearchParams[] = []
beforeAll(async () => {
  server = createServer(async (request, response) => {
    heard.push(new URLSearchParams(await text(request)))
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})
const bench = sandboxBench(() => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`)
const off = { double: false, late: false, lose: false, busy: false, overTime: false, silent: false }
afterEach(async () => {
  await bench.sandbox.port.setFaults(off)
  heard.length = 0
})
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 10 })
const add = async (title: string) => {
  const { body } = await bench.call('crm.item.add', { entityTypeId: 2, fields: { title } })
  return (body['result'] as { item: { id: number } }).item.id
}
const told = (event: string, id: number) => heard.filter((form) => form.get('event') === event && form.get('data[FIELDS][ID]') === String(id))

test('what a script or a client does is told as a form, with the id alone', async () => {
  const id = await add('Событие')
  await bench.sandbox.port.change(String(id), { OPPORTUNITY: '10,5' })
  await bench.call('crm.item.delete', { entityTypeId: 2, id })
  await until(() => expect(heard).toHaveLength(3))
  expect(heard.map((form) => form.get('event')).toSorted()).toEqual(['ONCRMDEALADD', 'ONCRMDEALDELETE', 'ONCRMDEALUPDATE'])
  const [form] = told('ONCRMDEALUPDATE', id)
  expect(Object.fromEntries(form ?? [])).toMatchObject({
    ts: '1767225600',
    'auth[application_token]': `token of ${portal}`,
    'auth[member_id]': portal,
  })
  expect(await bench.sandbox.port.change(String(id), {})).toBeUndefined()
})
test('twice', async () => {
  await bench.sandbox.port.setFaults({ double: true })
  const id = await add('Дважды')
  await until(() => expect(told('ONCRMDEALADD', id)).toHaveLength(2))
})
test('lost: what comes later is heard alone', async () => {
  await bench.sandbox.port.setFaults({ lose: true })
  const lost = await add('Потеря')
  await bench.sandbox.port.setFaults({ lose: false })
  const kept = await add('Находка')
  await until(() => expect(told('ONCRMDEALADD', kept)).toHaveLength(1))
  expect(told('ONCRMDEALADD', lost)).toHaveLength(0)
})
test('late: three seconds, and not before', async () => {
  const waiting = vi.spyOn(bench.clock, 'wait')
  await bench.sandbox.port.setFaults({ late: true })
  const id = await add('Поздно')
  await until(() => expect(waiting).toHaveBeenCalledWith(3_000, expect.anything()))
  bench.clock.advance(2_999)
  await bench.sandbox.port.setFaults({ late: false })
  const next = await add('Вовремя')
  await until(() => expect(told('ONCRMDEALADD', next)).toHaveLength(1))
  expect(told('ONCRMDEALADD', id)).toHaveLength(0)
  bench.clock.advance(1)
  await until(() => expect(told('ONCRMDEALADD', id)).toHaveLength(1))
})
test('silent: the work is done and the answer is not given; what only reads is answered', async () => {
  await bench.sandbox.port.setFaults({ silent: true })
  await expect(add('Молча')).rejects.toThrow('fetch failed')
  expect(await bench.sandbox.port.deals('Молча')).toHaveLength(1)
  expect((await bench.call('scope')).status).toBe(200)
})
test('busy and over time: nothing is done; both stay over a restart', async () => {
  await bench.sandbox.port.setFaults({ busy: true })
  await bench.restart()
  const fields = { entityTypeId: 2, fields: { title: 'Занято' } }
  expect(await bench.call('crm.item.add', fields)).toMatchObject({ status: 503, body: { error: 'QUERY_LIMIT_EXCEEDED' } })
  await bench.sandbox.port.setFaults({ busy: false, overTime: true })
  const over = await bench.call('crm.item.add', fields)
  expect(over).toMatchObject({ status: 429, body: { error: 'OPERATION_TIME_LIMIT' } })
  expect((over.body['time'] as { operating_reset_at: number }).operating_reset_at * 1_000).toBeGreaterThan(bench.clock.now())
  expect(await bench.sandbox.port.deals('Занято')).toEqual([])
})
