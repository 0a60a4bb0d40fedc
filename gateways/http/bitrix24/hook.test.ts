import { id } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { buildServer } from '../server.ts'
import { executeOn, memoryLog, testDeps } from '../testing.ts'
import { noticeIn } from './notice.ts'

const tenantId = id(9)
const token = 'the-right-token'
const fields = { event: 'ONCRMDEALUPDATE', 'data[FIELDS][ID]': '759', ts: '1736405807', 'auth[application_token]': token }

const portal = async () => {
  const { log, all, written } = memoryLog()
  const heard: string[] = []
  const base = testDeps()
  const bitrix24 = {
    ...base.bitrix24,
    isToken: async (of: string, said: string) => of === tenantId && said === token,
    heard: async (of: string) => {
      heard.push(of)
    },
  }
  const app = await buildServer(testDeps({ log, execute: executeOn(log), bitrix24 }))
  const url = `/hooks/bitrix24/${base.bitrix24.endpointOf(tenantId)}`
  const tell = (form: object, to = url, type = 'application/x-www-form-urlencoded') =>
    app.inject({ method: 'POST', url: to, payload: new URLSearchParams({ ...form }).toString(), headers: { 'content-type': type } })
  return { app, all, written, heard, url, tell }
}

test('what the portal tells is written once for what it says, and answered', async () => {
  const { tell, all, heard } = await portal()
  for (let n = 0; n < 9; n++) expect((await tell(fields)).statusCode).toBe(200)
  expect(new Set(all().map(({ stream }) => stream)).size).toBe(1)
  expect(all().map(({ type }) => type)).toEqual(Array.from({ length: 4 }, () => 'deals.CrmNotified'))
  expect(all()[0]).toMatchObject({
    stream: expect.stringMatching(`^notices-${tenantId}\\.[0-9a-f]{32}$`),
    data: { crm: 'bitrix24', event: 'ONCRMDEALUPDATE', externalId: '759', sentAt: '2025-01-09T06:56:47.000Z' },
    meta: { tenantId, actor: { kind: 'policy', id: 'bitrix24.hook' }, source: 'bitrix24' },
  })
  expect(JSON.stringify(all().map(({ meta }) => meta))).not.toContain(token)
  expect(heard).toHaveLength(9)
})
test('the token comes before everything: without it nothing is said about the rest', async () => {
  const { tell, all, heard } = await portal()
  for (const wrong of [{}, { ...fields, 'auth[application_token]': 'no' }, { ...fields, 'auth[application_token]': '' }, { event: 'x' }]) {
    const answer = await tell(wrong)
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'hook.token-invalid'])
  }
  expect((await tell(fields, `/hooks/bitrix24/${'f'.repeat(64)}`)).json().code).toBe('hook.not-found')
  expect((await tell(fields, '/hooks/bitrix24/%00')).statusCode).toBe(404)
  expect([all(), heard]).toEqual([[], []])
})
test('what is none of ours is answered and not written: the portal would never repeat it anyway', async () => {
  const { tell, all } = await portal()
  for (const other of [
    { event: 'ONCRMLEADADD' },
    { event: 'ONAPPINSTALL' },
    { 'data[FIELDS][ID]': '' },
    { 'data[FIELDS][ID]': '1; drop' },
    { ts: 'x' },
    { ts: '9'.repeat(12) },
  ])
    expect((await tell({ ...fields, ...other })).statusCode).toBe(200)
  expect(all()).toEqual([])
})
test('other bodies are refused', async () => {
  const { app, url, tell } = await portal()
  expect((await app.inject({ method: 'POST', url, payload: fields })).statusCode).toBe(401)
  expect((await tell(fields, url, 'multipart/form-data')).statusCode).toBe(415)
  expect((await tell({ ...fields, event: 'x'.repeat(70_000) })).statusCode).toBe(413)
  expect((await app.inject({ method: 'GET', url })).statusCode).toBe(404)
})
test.each(['ONCRMDEALADD', 'ONCRMDEALUPDATE', 'ONCRMDEALDELETE', 'ONCRMDEALMOVETOCATEGORY', 'onCrmDealUpdate'])('%s is about a deal', (event) =>
  expect(noticeIn(new URLSearchParams({ ...fields, event }))).toMatchObject({ event: event.toUpperCase(), externalId: '759' }),
)
