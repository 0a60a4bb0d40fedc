import { expect, test } from 'vitest'
import { batch, call, mapOf } from './call.ts'
import type { Posted } from './portal.ts'

const asked: { url: string; json: unknown }[] = []
const answering = (posted: Posted) => ({
  webhookUrl: 'https://portal/rest/1/secret/',
  post: async (url: string, json: string) => {
    asked.push({ url, json: JSON.parse(json) })
    return posted
  },
})
const said = (body: string, status = 200) => answering({ is: 'answered', status, body })
const { signal } = new AbortController()

test('a method is one POST of JSON, and its fractions stay text', async () => {
  const portal = said('{"result":{"item":{"id":7,"opportunity":90071992547409.93}},"next":50,"time":{"operating":0.1}}')
  expect(await call(portal, 'crm.item.get', { id: 7 }, signal)).toEqual({
    ok: true,
    result: { item: { id: 7, opportunity: '90071992547409.93' } },
    next: 50,
  })
  expect(asked.pop()).toEqual({ url: 'https://portal/rest/1/secret/crm.item.get.json', json: { id: 7 } })
})
test.each([
  ['no JSON', said('<html>'), 'unknown'],
  ['a list', said('[]'), 'unknown'],
  ['nothing', said(''), 'unknown'],
  ['an error with status 200', said('{"error":"NOT_FOUND","error_description":"x"}'), 'absent'],
  ['an empty error code', said('{"error":"","error_description":"No"}', 400), 'refused'],
  ['no answer', answering({ is: 'unknown', why: 'broke' }), 'unknown'],
] as const)('%s is no answer', async (_what, portal, kind) => {
  expect(await call(portal, 'scope', {}, signal)).toMatchObject({ ok: false, failure: { kind } })
})

const calls = { deals: ['crm.item.list', { filter: { originId: 'a&b', none: undefined }, ids: [1, 2] }] } as const
test('members of a batch are written as PHP reads them', async () => {
  const answer = await batch(said('{"result":{"result":{"deals":{"items":[]}},"result_error":[]}}'), calls, signal)
  expect(answer).toEqual({ ok: true, results: { deals: { items: [] } } })
  const cmds = asked.slice(-1).map(({ json }) => decodeURIComponent((json as { cmd: { deals: string } }).cmd.deals))
  expect(cmds).toEqual(['crm.item.list?filter[originId]=a&b&ids[0]=1&ids[1]=2'])
})
test('a member that failed is the failure of all, though the answer is 200', async () => {
  const body = '{"result":{"result":[],"result_error":{"deals":{"error":"QUERY_LIMIT_EXCEEDED","error_description":""}}}}'
  expect(await batch(said(body), calls, signal)).toMatchObject({ ok: false, failure: { kind: 'busy' } })
})
test('an empty map of PHP is a list', () => expect([mapOf([]), mapOf(null), mapOf({ a: 1 })]).toEqual([{}, {}, { a: 1 }]))
